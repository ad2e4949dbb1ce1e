package io.penstock.validation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;

/**
 * Evaluates an expression of the user's so that a row on which it throws gets a value of its own instead of killing the job.
 *
 * <p>Spark's {@code TryEval} is null exactly when an expression that is never null threw. Spark also takes subexpressions
 * that occur twice out of it and evaluates them beforehand, unprotected, but never out of a conditional branch: so the
 * branch here, whose condition is always true and which Spark cannot fold.
 */
final class Guarded {
    private Guarded() {}

    /** The value of an expression that is never null; {@code thrown} on a row where it throws. */
    static Column orElse(Column neverNull, Column thrown) {
        return when(spark_partition_id().geq(0), coalesce(new Column(new TryEval(neverNull.expr())), thrown));
    }
}
