package io.penstock.scoring;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Run;
import io.penstock.features.KeySample;
import io.penstock.features.ModelFrame;
import io.penstock.features.SharedRows;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Model;
import io.penstock.training.ModelInput;
import io.penstock.training.ModelVersion;
import io.penstock.training.Scorer;
import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * Keeps what the champion was fed on for a stable sample of spine keys: table {@code monitoring/serving_vectors}.
 *
 * <p>The rows of a run are appended before its predictions are committed, and count for a slice only while that slice is
 * the run's: scored again, the newer vectors take their place. At most {@value #MOST} a run, then those of the lowest hashes.
 * Costs the rows a step of scoring writes once more in memory, a look through them, and an append without a Spark job.
 */
final class ServingVectors implements AutoCloseable {
    /** The share of keys that is kept. */
    static final KeySample SAMPLE = new KeySample(0.01);

    static final int MOST = 10_000;

    private static final String FED = "__fed";

    private final Lake lake;
    private final List<String> key;
    private final List<Fed> all = new ArrayList<>();

    ServingVectors(Lake lake, List<String> key) {
        this.lake = requireNonNull(lake, "lake");
        this.key = List.copyOf(key);
    }

    /** Rows that one model scored. */
    private record Fed(SharedRows rows, Model model, ModelVersion version) {}

    /**
     * The same rows with some of their columns, to be read instead: they are computed once for predictions and vectors.
     *
     * @param columns what of the scored rows is needed further on, key and moment among it
     */
    Dataset<Row> watch(Dataset<Row> scored, List<String> columns, Model model, ModelVersion version) {
        Set<String> inputs = new LinkedHashSet<>();
        model.manifest().inputs().stream().map(ModelInput::name).forEach(inputs::add);
        Column fed = when(SAMPLE.holds(scored.schema(), key), struct(ColumnNames.columns(List.copyOf(inputs))));
        List<Column> kept = new ArrayList<>(List.of(ColumnNames.columns(columns)));
        kept.add(fed.as(FED));
        SharedRows rows = SharedRows.kept(scored.select(kept.toArray(Column[]::new)));
        all.add(new Fed(rows, model, version));
        return rows.rows().drop(FED);
    }

    /** Appends the sampled vectors of all rows that are watched. */
    void write(Run run) {
        List<Row> records = new ArrayList<>();
        all.forEach(fed -> sampled(fed)
                .collectAsList()
                .forEach(row -> records.add(RowFactory.create(
                        fed.version().model(),
                        fed.version().version(),
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        run.id().value()))));
        lake.append(MetaTable.SERVING_VECTORS, records);
    }

    /** Key, moment, vector, date of the sampled rows. */
    private Dataset<Row> sampled(Fed fed) {
        Dataset<Row> rows = fed.rows().rows().where(col(FED).isNotNull());
        Dataset<Row> few = rows.orderBy(KeySample.rank(rows.schema(), key)).limit(MOST);
        return Scorer.vectors(
                        few.select(
                                keys(key).as("__keys"), col(ModelFrame.MOMENT).as("__moment"), col(FED + ".*")),
                        fed.model())
                .select(
                        col("__keys"),
                        col("__moment"),
                        col(Scorer.VECTOR),
                        col("__moment").cast("date"));
    }

    /** A spine key as a map of names to texts. */
    static Column keys(List<String> key) {
        Column[] names = key.stream().map(functions::lit).toArray(Column[]::new);
        Column[] values = key.stream()
                .map(name -> ColumnNames.column(name).cast("string"))
                .toArray(Column[]::new);
        return map_from_arrays(array(names), array(values));
    }

    @Override
    public void close() {
        all.forEach(fed -> fed.rows().forget());
    }
}
