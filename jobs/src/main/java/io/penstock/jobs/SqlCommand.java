package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import java.util.List;
import org.apache.spark.sql.SparkSession;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
        name = "sql",
        description = "A query over the lake's tables by name, such as `select * from features.origin_congestion`.")
final class SqlCommand extends LookCommand {
    private static final List<Class<? extends LogicalPlan>> LOOKS = List.of(
            DescribeRelation.class,
            DescribeColumn.class,
            DescribeQueryCommand.class,
            ExplainCommand.class,
            ShowColumns.class,
            ShowNamespaces.class,
            ShowTables.class);

    @Parameters(
            paramLabel = "QUERY",
            description = "Spark SQL that reads; names are kind.table, `version as of 3` behind one is its version")
    String query;

    @Option(names = "--limit", paramLabel = "N", description = "rows to print (default: 100)")
    int limit = 100;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        SqlNames.register(spark, lake, query);
        try {
            refuseWrite(spark.sessionState().sqlParser().parsePlan(query));
            return Listing.of(spark.sql(query), limit);
        } catch (UserError e) {
            throw e;
        } catch (Exception e) {
            throw new UserError("this query cannot be run: " + e.getMessage(), e);
        }
    }

    /** One below a {@code with}, or one of two in a row, is not the root of its plan. */
    private static void refuseWrite(LogicalPlan plan) {
        scala.Option<LogicalPlan> write = plan.find(SqlCommand::writes);
        if (write.isDefined()) {
            throw new UserError("only what reads can be run here: a query, describe, explain, show tables, show"
                    + " columns or show namespaces, and this is " + write.get().nodeName()
                    + "; tables are written by jobs, through their gates");
        }
    }

    private static boolean writes(LogicalPlan node) {
        return (node instanceof Command || node instanceof ParsedStatement || node instanceof InsertIntoDir)
                && LOOKS.stream().noneMatch(look -> look.isInstance(node));
    }
}
