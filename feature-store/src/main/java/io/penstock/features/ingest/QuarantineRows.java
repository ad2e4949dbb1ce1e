package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.penstock.base.RunId;
import io.penstock.lake.Quarantine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The refused rows of a source as they go into quarantine: each as JSON with its reasons.
 *
 * <p>{@code raw} holds the texts of the file by column name; of a malformed row its fields as they stand, under {@code fields}.
 */
final class QuarantineRows {
    private static final String BLOCKED_BATCH = "__blocked_batch";
    private static final String BLOCKED_BY = "__blocked_by";
    private static final StructType BLOCKS =
            new StructType().add(BLOCKED_BATCH, StringType).add(BLOCKED_BY, createArrayType(Quarantine.REASON));

    /** Why a batch may not pass. */
    record Reason(String check, String column, String message) {}

    private final SourcePlan plan;
    private final List<FileFacts> files;
    private final RunId run;

    QuarantineRows(SourcePlan plan, List<FileFacts> files, RunId run) {
        this.plan = plan;
        this.files = files;
        this.run = run;
    }

    /** The quarantined rows of judged batches; of blocked ones the good rows too, with what blocks the batch as reason. */
    Dataset<Row> of(SourceRows rows, Map<String, List<Reason>> blocked) {
        Column refused = col(SourceRows.VERDICT).equalTo(SourceRows.QUARANTINED);
        Column good = col(SourceRows.VERDICT).equalTo(SourceRows.GOOD);
        Dataset<Row> judged = rows.withReasons();
        if (blocked.isEmpty()) {
            return stored(judged.filter(refused), col(Refusals.REASONS));
        }
        Dataset<Row> known = beside(judged, blocked, "left");
        return stored(
                known.filter(refused.or(good.and(col(BLOCKED_BY).isNotNull()))),
                when(refused, col(Refusals.REASONS)).otherwise(col(BLOCKED_BY)));
    }

    /** All rows of batches that are blocked before any row is judged. */
    Dataset<Row> of(Dataset<Row> unjudged, Map<String, List<Reason>> blocked) {
        Dataset<Row> rows = beside(unjudged.filter(col(FeedReader.ROW).isNotNull()), blocked, "inner");
        return stored(rows, col(BLOCKED_BY));
    }

    private static Dataset<Row> beside(Dataset<Row> rows, Map<String, List<Reason>> blocked, String how) {
        List<Row> table = new ArrayList<>();
        blocked.forEach((batch, reasons) -> table.add(RowFactory.create(
                batch,
                reasons.stream()
                        .map(reason -> RowFactory.create(reason.check(), reason.column(), reason.message()))
                        .toArray(Row[]::new))));
        Dataset<Row> blocks = rows.sparkSession().createDataFrame(table, BLOCKS);
        return rows.join(broadcast(blocks), col(FeedReader.BATCH).equalTo(col(BLOCKED_BATCH)), how);
    }

    private Dataset<Row> stored(Dataset<Row> rows, Column reasons) {
        return rows.select(
                raw().as("raw"),
                reasons.cast(createArrayType(Quarantine.REASON)).as("reasons"),
                col(FeedReader.BATCH).as("batch"),
                col(FeedReader.FILE).as("file"),
                col(FeedReader.ROW).as("row_number"),
                lit(run.value()).as("run_id"),
                lit(plan.suite().fingerprint()).as("suite_fingerprint"));
    }

    private Column raw() {
        Column values = col(FeedReader.VALUES);
        Column names = concat(literal(List.copyOf(plan.feed().columns().keySet())), extraNames());
        return when(col(FeedReader.MALFORMED).isNotNull(), to_json(struct(values.as("fields"))))
                .otherwise(to_json(map_from_arrays(slice(names, lit(1), size(values)), values)));
    }

    /** The undeclared columns of each file; nearly always the same in all. */
    private Column extraNames() {
        Map<List<String>, List<String>> paths = new LinkedHashMap<>();
        files.forEach(file -> paths.computeIfAbsent(file.extraColumns(), extras -> new ArrayList<>())
                .add(file.path()));
        Column names = literal(List.of());
        for (Map.Entry<List<String>, List<String>> same : paths.entrySet()) {
            names = paths.size() == 1
                    ? literal(same.getKey())
                    : when(col(FeedReader.FILE).isin(same.getValue().toArray()), literal(same.getKey()))
                            .otherwise(names);
        }
        return names;
    }

    private static Column literal(List<String> names) {
        return array(names.stream().map(org.apache.spark.sql.functions::lit).toArray(Column[]::new))
                .cast(createArrayType(StringType));
    }
}
