package io.penstock.validation;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a slice holds: its number of rows and an order-free hash of them. Two slices with equal hash hold the same rows,
 * however they are ordered or partitioned.
 */
public record SliceContent(long rows, String hash) {
    public SliceContent {
        requireNonNull(hash, "hash");
    }

    /** The content of all rows of a frame, in one scan; a column {@code run_id} does not count. */
    public static SliceContent of(Dataset<Row> rows) {
        ContentHash hash = ContentHash.of(rows.schema());
        List<Column> aggregates = ContentHash.aggregates(col("__content"));
        Row totals = rows.select(hash.row().as("__content"))
                .agg(count(lit(1)), aggregates.toArray(Column[]::new))
                .first();
        return totals.getLong(0) == 0 ? hash.empty() : hash.content(totals.getLong(0), totals, 1);
    }
}
