package io.penstock.lake;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowNamespaces;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import scala.Option;

/** Finds in a parsed query what does more than read; tables are written through their gates alone. */
public final class SqlWrites {
    private static final List<Class<? extends LogicalPlan>> LOOKS = List.of(
            DescribeRelation.class,
            DescribeColumn.class,
            DescribeQueryCommand.class,
            ExplainCommand.class,
            ShowColumns.class,
            ShowNamespaces.class,
            ShowTables.class);

    private SqlWrites() {}

    /**
     * The name of the first statement that is neither a query nor a look at one, a table or names. It need not be the plan's
     * root: it may stand below a {@code with}, or be one of two in a row.
     */
    public static Optional<String> find(LogicalPlan plan) {
        Option<LogicalPlan> write = plan.find(SqlWrites::isWrite);
        return write.isEmpty() ? Optional.empty() : Optional.of(write.get().nodeName());
    }

    private static boolean isWrite(LogicalPlan node) {
        return (node instanceof Command || node instanceof ParsedStatement || node instanceof InsertIntoDir)
                && LOOKS.stream().noneMatch(look -> look.isInstance(node));
    }
}
