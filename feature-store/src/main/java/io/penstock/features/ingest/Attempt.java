package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;

/**
 * An expression whose failure in a row (overflow, division by zero, an unknown zone) is that row's and does not end the job.
 *
 * <p>It gives a struct of one field, null where the expression failed. The condition inside, true in every row, keeps Spark from
 * computing parts that several attempts share outside of them, where nothing would catch their failure.
 */
final class Attempt {
    private static final String VALUE = "value";

    private Attempt() {}

    static Column of(Column expression) {
        Column guarded = when(col(FeedReader.ROW).isNotNull(), expression).as(VALUE);
        return new Column(new TryEval(struct(guarded).expr()));
    }

    static Column value(Column attempt) {
        return attempt.getField(VALUE);
    }

    static Column failed(Column attempt) {
        return attempt.isNull();
    }
}
