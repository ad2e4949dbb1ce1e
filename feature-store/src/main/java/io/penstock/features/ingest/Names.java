package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.expr;

import io.penstock.base.Sql;
import io.penstock.base.UserError;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** The names in an expression. */
final class Names {
    private static final String BETWEEN = "\u0000";

    private Names() {}

    /** The columns of a frame that an expression reads; refuses one that does not fit the frame. */
    static Set<String> in(Dataset<Row> frame, Sql sql, String what) {
        LogicalPlan plan = analyzed(frame, sql, what);
        if (!plan.deterministic()) {
            throw new UserError(what + " at " + sql.at() + " gives another value at each run: " + sql.text());
        }
        Set<String> names = new TreeSet<>();
        Arrays.stream(plan.references().mkString(BETWEEN).split(BETWEEN))
                .filter(reference -> !reference.isEmpty())
                .map(reference -> reference.substring(0, reference.lastIndexOf('#')))
                .forEach(names::add);
        return names;
    }

    private static LogicalPlan analyzed(Dataset<Row> frame, Sql sql, String what) {
        try {
            return frame.select(expr(sql.text())).queryExecution().analyzed();
        } catch (Exception e) {
            if (e instanceof AnalysisException refused) {
                throw new UserError(what + " at " + sql.at() + " is refused: " + refused.getSimpleMessage(), e);
            }
            throw e;
        }
    }
}
