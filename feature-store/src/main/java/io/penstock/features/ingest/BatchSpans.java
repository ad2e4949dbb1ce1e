package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.penstock.base.UserError;
import io.penstock.features.Batching;
import io.penstock.features.Feed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The time that each batch is about, beside its rows: events lie in [from, until), and until is its as-of. */
final class BatchSpans {
    /** Null in a feed without batches. */
    static final String FROM = "__from";

    static final String UNTIL = "__until";

    private static final String LABEL = "__label";
    private static final StructType SCHEMA =
            new StructType().add(LABEL, StringType).add(FROM, TimestampType).add(UNTIL, TimestampType);

    private BatchSpans() {}

    static Dataset<Row> join(Dataset<Row> rows, Feed feed, List<String> batches) {
        if (feed.batch().isEmpty()) {
            return rows.withColumn(FROM, lit(null).cast(TimestampType))
                    .withColumn(UNTIL, lit(null).cast(TimestampType));
        }
        Batching batching = feed.batch().get();
        List<Row> spans = batches.stream()
                .map(batch ->
                        RowFactory.create(batch, batching.start(day(feed, batch)), batching.asOf(day(feed, batch))))
                .toList();
        Dataset<Row> table = rows.sparkSession().createDataFrame(spans, SCHEMA);
        return rows.join(broadcast(table), rows.col(FeedReader.BATCH).equalTo(table.col(LABEL)))
                .drop(LABEL);
    }

    /** The logical as-of of a batch; without batches there is none but the run's own time. */
    static Instant asOf(Feed feed, String batch, Instant otherwise) {
        return feed.batch().map(batching -> batching.asOf(day(feed, batch))).orElse(otherwise);
    }

    /** Refuses labels that are no batches of the feed. */
    static void check(Feed feed, List<String> batches) {
        for (String batch : batches) {
            if (feed.batch().isEmpty() && !batch.equals(Feed.ALL)) {
                throw new UserError("feed " + feed.name() + " (" + feed.at() + ") is one batch, " + Feed.ALL
                        + "; it has no " + batch);
            }
            if (feed.batch().isPresent()
                    && day(feed, batch).isBefore(feed.batch().get().starts())) {
                throw new UserError("feed " + feed.name() + " (" + feed.at() + ") starts with "
                        + feed.batch().get().starts() + "; it has no batch " + batch);
            }
        }
    }

    private static LocalDate day(Feed feed, String batch) {
        try {
            return LocalDate.parse(batch);
        } catch (DateTimeParseException e) {
            throw new UserError(
                    "\"" + batch + "\" is no batch of feed " + feed.name() + "; write a day such as 2013-01-31", e);
        }
    }
}
