package io.penstock.scoring;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.DateRange;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.features.Catalog;
import io.penstock.features.Inputs;
import io.penstock.features.MissingInput;
import io.penstock.features.ViewRead;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.lake.SliceRecord;
import io.penstock.training.Model;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import io.penstock.training.Response;
import io.penstock.training.Scorer;
import io.penstock.validation.consistency.Comparison;
import io.penstock.validation.consistency.Difference;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Training-serving skew: compares the vectors that the scorer was fed on a day ({@link ServingVectors}) with those that a
 * training set frozen now would hold for the same spine keys.
 *
 * <p>A difference comes from a late row where the inputs, read as the predictions' commit names them, still give what was
 * fed; from a changed definition where a view is not the one of the model's training; else what was stored was changed. Rows
 * of {@code monitoring/consistency}, one an input of the model, under the name of the predictions' table.
 */
public final class ServingSkew {
    private final Lake lake;
    private final Catalog catalog;
    private final ModelRegistry registry;

    public ServingSkew(Lake lake, Catalog catalog, ModelRegistry registry) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.registry = requireNonNull(registry, "registry");
    }

    /** Compares the vectors of the predictions of a day, as they now stand. */
    public ConsistencyMonitor.Checked check(ModelSpec spec, Response response, LocalDate date, Run run) {
        ConsistencyRecords records = new ConsistencyRecords(lake, BatchScorer.table(spec), date, run);
        Optional<TableVersion> predictions = lake.latest(BatchScorer.table(spec));
        Optional<SliceRecord> slice = predictions.flatMap(
                version -> Optional.ofNullable(lake.slices(version).get(date.toString())));
        if (slice.isEmpty()) {
            return records.nothing(spec.name() + " has no predictions of " + date);
        }
        Map<Long, Map<Map<String, String>, Map<String, Double>>> fed = fed(spec, date, slice.get());
        if (fed.isEmpty()) {
            return records.notEvaluated("no key of the predictions of " + date + " is in the sample of "
                    + ServingVectors.SAMPLE.share() + " that the scorer keeps");
        }
        List<ViewRead> views = views(spec, date);
        List<MissingInput> missing = views.stream()
                .flatMap(read -> read.missing().stream())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            return records.notEvaluated("input incomplete: "
                    + missing.stream().map(MissingInput::toString).collect(Collectors.joining(", ")));
        }
        Map<String, Comparison> inputs = new LinkedHashMap<>();
        fed.forEach((version, vectors) ->
                compare(spec, date, version, slice.get(), ViewRead.hashes(views), vectors, inputs));
        inputs.forEach((input, comparison) -> records.add(input, comparison, response));
        return records.append(inputs, List.of(predictions.get()));
    }

    private List<ViewRead> views(ModelSpec spec, LocalDate date) {
        return new DayFrame(lake, catalog, new Inputs(lake, catalog), spec).views(new DateRange(date, date));
    }

    /** Vectors by model version and spine key; those of runs that the slice is no longer of do not count. */
    private Map<Long, Map<Map<String, String>, Map<String, Double>>> fed(
            ModelSpec spec, LocalDate date, SliceRecord slice) {
        Map<Long, Map<Map<String, String>, Map<String, Double>>> fed = new TreeMap<>();
        lake.readRecords(MetaTable.SERVING_VECTORS)
                .where(col("model")
                        .equalTo(spec.name())
                        .and(col("date").equalTo(date))
                        .and(col("run_id").equalTo(slice.runId())))
                .select("model_version", "keys", "vector")
                .collectAsList()
                .forEach(row -> fed.computeIfAbsent(row.getLong(0), version -> new HashMap<>())
                        .put(new TreeMap<>(row.<String, String>getJavaMap(1)), row.getJavaMap(2)));
        return fed;
    }

    private void compare(
            ModelSpec spec,
            LocalDate date,
            long number,
            SliceRecord slice,
            Map<String, String> viewHashes,
            Map<Map<String, String>, Map<String, Double>> fed,
            Map<String, Comparison> inputs) {
        Model model = model(spec, number);
        Map<Map<String, String>, Map<String, Double>> now =
                vectors(spec, model, date, new Inputs(lake, catalog), fed.keySet());
        Inputs then = Inputs.pinned(lake, catalog, slice.parents());
        Map<Map<String, String>, Map<String, Double>> before =
                now.equals(fed) ? now : vectors(spec, model, date, then, fed.keySet());
        boolean redefined = !viewHashes.equals(model.manifest().viewHashes());
        fed.forEach((key, vector) -> vector.forEach((input, served) -> {
            Object training = value(now, key, input);
            inputs.computeIfAbsent(input, name -> new Comparison())
                    .add(key.toString(), training, served, 0, difference -> cause(
                                    redefined, difference, value(before, key, input), served)
                            .text());
        }));
    }

    private static Cause cause(boolean redefined, Difference difference, Object before, Object served) {
        if (redefined) {
            return Cause.DEFINITION_CHANGED;
        }
        return Difference.of(before, served).agrees(0) ? Cause.LATE_ROW : Cause.TAMPERED_VALUE;
    }

    private static Object value(
            Map<Map<String, String>, Map<String, Double>> vectors, Map<String, String> key, String input) {
        return vectors.getOrDefault(key, Map.of()).get(input);
    }

    private Model model(ModelSpec spec, long number) {
        ModelVersion version = registry.version(spec.name(), number);
        return Model.load(SparkSession.active(), lake.root(), spec.name(), version.digest());
    }

    /** What training would hold of these keys. */
    private Map<Map<String, String>, Map<String, Double>> vectors(
            ModelSpec spec, Model model, LocalDate date, Inputs inputs, Set<Map<String, String>> keys) {
        DayFrame frame = new DayFrame(lake, catalog, inputs, spec);
        Dataset<Row> rows = frame.rows(new DateRange(date, date), ServingVectors.SAMPLE);
        Map<Map<String, String>, Map<String, Double>> vectors = new HashMap<>();
        Scorer.vectors(rows, model)
                .select(ServingVectors.keys(frame.key()), col(Scorer.VECTOR))
                .collectAsList()
                .forEach(row -> vectors.put(new TreeMap<>(row.<String, String>getJavaMap(0)), row.getJavaMap(1)));
        vectors.keySet().retainAll(keys);
        return vectors;
    }
}
