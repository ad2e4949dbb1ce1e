package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows of a frozen training set, and where they come from.
 *
 * @param rows the table's columns: the spine's key, {@code moment}, {@code label} (double), the inputs, {@code split}
 * @param key the spine's key columns; with {@code moment} they place a row, so they must tell rows apart
 * @param viewHashes definition hash of every feature view that gave columns
 * @param manifest what the training set was made of: parents as {@code table@version}, counts, content hash; free of
 *     clocks and run ids, for it counts in the model's digest
 */
public record TrainingData(
        Dataset<Row> rows, List<String> key, Map<String, String> viewHashes, Map<String, Object> manifest) {
    /** Column with 0.0 or 1.0. */
    public static final String LABEL = "label";

    /** Column with the instant at which the inputs were known. */
    public static final String MOMENT = "moment";

    /** Column with {@link #TRAIN}, {@link #VALIDATION} or {@link #TEST}. */
    public static final String SPLIT = "split";

    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
    public static final String TEST = "test";

    public TrainingData {
        requireNonNull(rows, "rows");
        key = List.copyOf(key);
        viewHashes = Ordered.copy(viewHashes);
        manifest = Ordered.copyWithNulls(manifest);
    }

    /** The rows of one split. */
    public Dataset<Row> split(String name) {
        return rows.where(functions.col(SPLIT).equalTo(name));
    }
}
