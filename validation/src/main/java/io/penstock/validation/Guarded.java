package io.penstock.validation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;

/**
 * Evaluates an expression of the user's so that a row on which it throws gets a value of its own instead of killing the job.
 *
 * <p>Spark's {@code TryEval} is null exactly when an expression that is never null threw. Two of Spark's optimizations would take
 * the expression out of it again. It is pushed into the branches of a {@code CASE}, which leaves the condition
 * unprotected: so the struct. And subexpressions that occur twice are evaluated beforehand, but never those of a
 * conditional branch: so the branch, whose condition is always true and cannot be folded.
 */
final class Guarded {
    private Guarded() {}

    /** The value of an expression that is never null; {@code thrown} on a row where it throws. */
    static Column orElse(Column neverNull, Column thrown) {
        Column tried = new Column(new TryEval(struct(neverNull.as("value")).expr())).getField("value");
        return when(spark_partition_id().geq(0), coalesce(tried, thrown));
    }
}
