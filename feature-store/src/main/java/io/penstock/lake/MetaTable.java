package io.penstock.lake;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import io.penstock.base.Fault;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of records that every lake has: names, columns and types are a public contract.
 *
 * <p>Each is unpartitioned and only ever grows. A record counts if its {@code run_id} stands in its product's history,
 * or if that run was blocked.
 */
public enum MetaTable {
    /** One row: an attempt of a job. */
    RUNS(
            "meta/runs",
            new StructType()
                    .add("run_id", StringType)
                    .add("job", StringType)
                    .add("date_from", DateType)
                    .add("date_to", DateType)
                    .add("started_at", TimestampType)
                    .add("finished_at", TimestampType)
                    .add("verdict", StringType)
                    .add("reasons", createArrayType(StringType))
                    .add("inputs", createArrayType(StringType))
                    .add("outputs", createArrayType(StringType))
                    .add("rows_in", LongType)
                    .add("rows_out", LongType)
                    .add("cpu_seconds", DoubleType)
                    .add("code_version", StringType)
                    .add("definition_hash", StringType)
                    .add("bytes_read", LongType)
                    .add("bytes_written", LongType)
                    .add("peak_memory", LongType)
                    .add(
                            "spent",
                            createArrayType(new StructType()
                                    .add("step", StringType)
                                    .add("tasks", LongType)
                                    .add("cpu_seconds", DoubleType)
                                    .add("bytes_read", LongType)
                                    .add("bytes_written", LongType)
                                    .add("bytes_shuffled", LongType)
                                    .add("peak_memory", LongType)))),
    /** One row: a batch of a source; read = good + quarantined + filtered + blocked. */
    BATCHES(
            "meta/batches",
            new StructType()
                    .add("source", StringType)
                    .add("batch", StringType)
                    .add(
                            "files",
                            createArrayType(new StructType()
                                    .add("path", StringType)
                                    .add("sha256", StringType)
                                    .add("bytes", LongType)))
                    .add("rows_read", LongType)
                    .add("rows_good", LongType)
                    .add("rows_quarantined", LongType)
                    .add("rows_filtered", LongType)
                    .add("rows_blocked", LongType)
                    .add("status", StringType)
                    .add("run_id", StringType)
                    .add("definition_hash", StringType)
                    .add("recorded_at", TimestampType)),
    /** One row: a check of a gate on a slice. */
    CHECKS(
            "meta/checks",
            new StructType()
                    .add("run_id", StringType)
                    .add("table_name", StringType)
                    .add("table_version", LongType)
                    .add("slice", StringType)
                    .add("check_name", StringType)
                    .add("column_name", StringType)
                    .add("severity", StringType)
                    .add("observed", StringType)
                    .add("expected", StringType)
                    .add("verdict", StringType)
                    .add("message", StringType)),
    /** One row: a measured metric of a slice. */
    METRICS(
            "meta/metrics",
            new StructType()
                    .add("table_name", StringType)
                    .add("slice", StringType)
                    .add("column_name", StringType)
                    .add("metric", StringType)
                    .add("value", DoubleType)
                    .add("run_id", StringType)),
    /** One row: an event in a model's life. */
    MODELS(
            "meta/models",
            new StructType()
                    .add("model", StringType)
                    .add("version", LongType)
                    .add("digest", StringType)
                    .add("event", StringType)
                    .add("alias", StringType)
                    .add("actor", StringType)
                    .add("occurred_at", TimestampType)
                    .add("effective_from", TimestampType)
                    .add("reason", StringType)
                    .add("evidence_digest", StringType)
                    .add("run_id", StringType)),
    /** One row: a chunk put online; the one past the last is the sweep of keys that have vanished. */
    ONLINE(
            "meta/online",
            new StructType()
                    .add("view", StringType)
                    .add("tick", TimestampType)
                    .add("table_version", LongType)
                    .add("definition_hash", StringType)
                    .add("chunk", LongType)
                    .add("rows_written", LongType)
                    .add("rows_kept", LongType)
                    .add("run_id", StringType)
                    .add("chunks", LongType)
                    .add("store", StringType)),
    /** One row: a retraining verdict. */
    DECISIONS(
            "meta/decisions",
            new StructType()
                    .add("model", StringType)
                    .add("date", DateType)
                    .add("verdict", StringType)
                    .add("signals", createArrayType(StringType))
                    .add("expected_gain", DoubleType)
                    .add("expected_cost", DoubleType)
                    .add("policy_version", StringType)
                    .add("run_id", StringType)),
    /** One row: a column in a window, compared with its reference. */
    DRIFT(
            "monitoring/drift",
            new StructType()
                    .add("model", StringType)
                    .add("date", DateType)
                    .add("column_name", StringType)
                    .add("kind", StringType)
                    .add("method", StringType)
                    .add("score", DoubleType)
                    .add("noise_floor", DoubleType)
                    .add("threshold", DoubleType)
                    .add("p_value", DoubleType)
                    .add("q_value", DoubleType)
                    .add("null_share", DoubleType)
                    .add("verdict", StringType)
                    .add("response", StringType)
                    .add("reason", StringType)
                    .add("highest_block", DoubleType)
                    .add("row_count", LongType)
                    .add("counts", createArrayType(LongType))
                    .add("model_version", LongType)
                    .add("run_id", StringType)),
    /** One row: a feature in a comparison of online and offline. */
    CONSISTENCY(
            "monitoring/consistency",
            new StructType()
                    .add("view", StringType)
                    .add("feature", StringType)
                    .add("date", DateType)
                    .add("compared", LongType)
                    .add("mismatched", LongType)
                    .add("worst_key", StringType)
                    .add("worst_difference", DoubleType)
                    .add("cause", StringType)
                    .add("verdict", StringType)
                    .add("response", StringType)
                    .add("worst_differences", createArrayType(DoubleType))
                    .add("run_id", StringType)),
    /** One row: a metric of a model in a window. */
    PERFORMANCE(
            "monitoring/performance",
            new StructType()
                    .add("model", StringType)
                    .add("model_version", LongType)
                    .add("date", DateType)
                    .add("metric", StringType)
                    .add("kind", StringType)
                    .add("value", DoubleType)
                    .add("low", DoubleType)
                    .add("high", DoubleType)
                    .add("row_count", LongType)
                    .add("verdict", StringType)
                    .add("response", StringType)
                    .add("run_id", StringType)),
    /** One row: a sampled row as the scorer was fed. */
    SERVING_VECTORS(
            "monitoring/serving_vectors",
            new StructType()
                    .add("model", StringType)
                    .add("model_version", LongType)
                    .add("keys", createMapType(StringType, StringType))
                    .add("moment", TimestampType)
                    .add("vector", createMapType(StringType, DoubleType))
                    .add("date", DateType)
                    .add("run_id", StringType));

    private final String table;
    private final StructType schema;

    MetaTable(String table, StructType schema) {
        this.table = table;
        this.schema = schema;
    }

    /** The table's name in the lake, such as {@code meta/runs}. */
    public String table() {
        return table;
    }

    /** Its columns, in the order in which {@link Lake#append} expects the values of a row. */
    public StructType schema() {
        return schema;
    }

    void checkWidth(List<Row> rows) {
        for (Row row : rows) {
            if (row.length() != schema.length()) {
                throw new Fault(table + " has the " + schema.length() + " columns "
                        + String.join(", ", schema.fieldNames()) + "; a row has " + row.length() + " values: " + row);
            }
        }
    }
}
