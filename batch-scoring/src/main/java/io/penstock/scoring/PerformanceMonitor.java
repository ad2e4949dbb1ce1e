package io.penstock.scoring;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.penstock.base.DateRange;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.features.BuildOutcome;
import io.penstock.features.Catalog;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Evaluation;
import io.penstock.training.Metrics;
import io.penstock.training.Model;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures predictions against labels that have matured, in a window that ends with the last event whose label can be
 * known at the end of a day; intervals are over resampled days.
 *
 * <p>Appends to {@code monitoring/performance} what it does not say yet, one row a metric and model version, {@code kind} realised. Below
 * {@value LabelledPredictions#MATURED} of labels known the verdict is {@code warming_up}; an AUC below the declared one is
 * {@code failed}; a log loss above what the model's own past shows (its out-of-fold scores, {@link
 * io.penstock.training.PastScores}) is {@code warned}.
 */
public final class PerformanceMonitor {
    private static final List<String> KEY = List.of("model", "model_version", "date", "metric", "kind");

    private static final List<String> SAID = List.of("value", "low", "high", "row_count", "verdict", "response");

    private final Lake lake;
    private final Catalog catalog;
    private final ModelRegistry registry;

    public PerformanceMonitor(Lake lake, Catalog catalog, ModelRegistry registry) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.registry = requireNonNull(registry, "registry");
    }

    /** Measures the champions' live predictions as of the end of a day. */
    public Watched watch(ModelSpec spec, LocalDate date, Run run) {
        Optional<TableVersion> predictions = lake.latest(BatchScorer.table(spec));
        if (predictions.isEmpty()) {
            return Watched.nothing(MetaTable.PERFORMANCE, "nothing was scored yet");
        }
        Instant asOf = new DateRange(date, date).end();
        Dataset<Row> labelled = new LabelledPredictions(lake, catalog, spec)
                .at(predictions.get(), asOf)
                .cache();
        try {
            return watch(spec, date, run, predictions.get(), labelled);
        } finally {
            labelled.unpersist();
        }
    }

    private Watched watch(ModelSpec spec, LocalDate date, Run run, TableVersion predictions, Dataset<Row> labelled) {
        List<Realised> found = new ArrayList<>();
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Row version : labelled.groupBy("model_version")
                .agg(expr("count(1)"), expr("count(label)"), expr("count(distinct to_date(moment))"))
                .orderBy("model_version")
                .collectAsList()) {
            counts.merge("scored", version.getLong(1), Long::sum);
            counts.merge("labelled", version.getLong(2), Long::sum);
            if (version.getLong(2) > 0) {
                found.add(realised(spec, date, labelled, version));
            }
        }
        if (found.isEmpty()) {
            return Watched.nothing(
                    MetaTable.PERFORMANCE, "no label of the scored rows has matured by the end of " + date);
        }
        List<Row> records =
                found.stream().flatMap(each -> each.rows(run).stream()).toList();
        List<Row> fresh = new NewRecords(lake, MetaTable.PERFORMANCE, KEY, SAID).append(spec.name(), records);
        counts.put("out", (long) fresh.size());
        Realised newest = found.get(found.size() - 1);
        BuildOutcome outcome = new BuildOutcome(
                MetaTable.PERFORMANCE.table(),
                fresh.isEmpty() ? Verdict.NOTHING_TO_DO : Verdict.OK,
                lake.latest(MetaTable.PERFORMANCE.table()),
                List.of(predictions),
                new TreeMap<>(),
                newest.causes(),
                counts);
        return new Watched(outcome, newest.values(), fresh.isEmpty() ? Optional.empty() : newest.signal());
    }

    private Realised realised(ModelSpec spec, LocalDate date, Dataset<Row> labelled, Row version) {
        Dataset<Row> rows = labelled.where(
                col("model_version").equalTo(version.get(0)).and(col("label").isNotNull()));
        Metrics metrics = Evaluation.measure(rows, spec.train().seed());
        ModelVersion model = registry.version(spec.name(), version.getLong(0));
        boolean matured = version.getLong(2) >= LabelledPredictions.MATURED * version.getLong(1);
        return new Realised(
                spec,
                model,
                date,
                metrics,
                matured ? Realised.Labels.MATURED : Realised.Labels.TOO_FEW,
                Model.load(SparkSession.active(), lake.root(), spec.name(), model.digest())
                        .pastScores()
                        .flatMap(past -> past.highestLoss((int) version.getLong(3))));
    }
}
