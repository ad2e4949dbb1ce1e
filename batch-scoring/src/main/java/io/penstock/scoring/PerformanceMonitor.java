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
import io.penstock.features.Inputs;
import io.penstock.features.LabelJoin;
import io.penstock.features.ModelFrame;
import io.penstock.features.SourceRead;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Estimate;
import io.penstock.training.Evaluation;
import io.penstock.training.Metric;
import io.penstock.training.Metrics;
import io.penstock.training.ModelSpec;
import io.penstock.training.Monitor;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Measures predictions against labels that have matured, in a window that ends with the last event whose label can be
 * known at the end of a day.
 *
 * <p>Appends to {@code monitoring/performance} what it does not say yet, one row a metric and model version, {@code kind} realised. Below
 * {@value #MATURED} of labels known the verdict is {@code warming_up}.
 */
public final class PerformanceMonitor {

    static final double MATURED = 0.95;

    /** Columns of {@code monitoring/performance}: the key's end, and the run's place. */
    private static final int KEY = 5;

    private static final int RUN = 10;

    private static final Duration DEFAULT_WINDOW = Duration.ofDays(30);

    private final Lake lake;
    private final Catalog catalog;

    public PerformanceMonitor(Lake lake, Catalog catalog) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** What was measured, beside the outcome as a step. */
    public record Measured(BuildOutcome outcome, Optional<Metrics> metrics) {}

    /** Measures the champion's live predictions as of the end of a day. */
    public Measured measure(ModelSpec spec, LocalDate date, Run run) {
        Optional<TableVersion> predictions = lake.latest(BatchScorer.table(spec));
        Instant asOf = new DateRange(date, date).end();
        Instant to = asOf.minus(spec.data().label().maturesAfter());
        Instant from = to.minus(spec.monitor().map(Monitor::window).orElse(DEFAULT_WINDOW));
        if (predictions.isEmpty()) {
            return nothing("nothing was scored yet");
        }
        Dataset<Row> labelled =
                labelled(spec, predictions.get(), from, to, asOf).cache();
        try {
            return measure(spec, date, run, predictions.get(), labelled);
        } finally {
            labelled.unpersist();
        }
    }

    private Measured measure(ModelSpec spec, LocalDate date, Run run, TableVersion predictions, Dataset<Row> labelled) {
        List<Row> records = new ArrayList<>();
        TreeMap<String, Long> counts = new TreeMap<>();
        Optional<Metrics> newest = Optional.empty();
        for (Row version : labelled.groupBy("model_version")
                .agg(expr("count(1)"), expr("count(label)"))
                .orderBy("model_version")
                .collectAsList()) {
            counts.merge("scored", version.getLong(1), Long::sum);
            counts.merge("labelled", version.getLong(2), Long::sum);
            if (version.getLong(2) == 0) {
                continue;
            }
            Dataset<Row> rows = labelled.where(col("model_version")
                    .equalTo(version.get(0))
                    .and(col("label").isNotNull()));
            Metrics metrics = Evaluation.measure(rows, spec.train().seed());
            boolean matured = version.getLong(2) >= MATURED * version.getLong(1);
            records.addAll(records(spec, date, version.getLong(0), metrics, matured, run));
            newest = Optional.of(metrics);
        }
        if (records.isEmpty()) {
            return nothing("no label of the scored rows has matured by the end of " + date);
        }
        records.removeAll(said(records));
        lake.append(MetaTable.PERFORMANCE, records);
        counts.put("out", (long) records.size());
        BuildOutcome outcome = new BuildOutcome(
                MetaTable.PERFORMANCE.table(),
                records.isEmpty() ? Verdict.NOTHING_TO_DO : Verdict.OK,
                lake.latest(MetaTable.PERFORMANCE.table()),
                List.of(predictions),
                new TreeMap<>(),
                List.of(),
                counts);
        return new Measured(outcome, newest);
    }

    /** Those that the table's newest records of the same model, day and metric already say. */
    private List<Row> said(List<Row> records) {
        Map<List<Object>, Row> newest = new HashMap<>();
        lake.readRecords(MetaTable.PERFORMANCE)
                .orderBy("run_id")
                .collectAsList()
                .forEach(row -> newest.put(values(row, 0, KEY), row));
        return records.stream()
                .filter(row -> newest.containsKey(values(row, 0, KEY)))
                .filter(row -> values(row, KEY, RUN).equals(values(newest.get(values(row, 0, KEY)), KEY, RUN)))
                .toList();
    }

    private static List<Object> values(Row row, int from, int to) {
        return IntStream.range(from, to).mapToObj(row::get).toList();
    }

    private Dataset<Row> labelled(ModelSpec spec, TableVersion predictions, Instant from, Instant to, Instant asOf) {
        ModelFrame frame = new ModelFrame(lake, catalog, spec.data());
        Inputs inputs = new Inputs(lake, catalog);
        SourceRead labels = frame.labelRead(inputs, frame.spineRead(inputs, from, to), from, asOf);
        Dataset<Row> scored = lake.read(predictions)
                .where("role = 'champion' and mode = 'live'")
                .withColumn("event_timestamp", frame.event())
                .where(col("event_timestamp")
                        .gt(Timestamp.from(from))
                        .and(col("event_timestamp").leq(Timestamp.from(to))));
        return LabelJoin.join(
                scored, frame.key(), inputs.rows(labels), spec.data().label(), asOf);
    }

    private static List<Row> records(
            ModelSpec spec, LocalDate date, long version, Metrics metrics, boolean matured, Run run) {
        List<Row> records = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Estimate estimate = metrics.of(metric);
            records.add(RowFactory.create(
                    spec.name(),
                    version,
                    date,
                    metric.sqlName(),
                    "realised",
                    estimate.value(),
                    estimate.low(),
                    estimate.high(),
                    metrics.rows(),
                    matured ? verdict(spec, metric, estimate.value()) : "warming_up",
                    run.id().value()));
        }
        return records;
    }

    private static String verdict(ModelSpec spec, Metric metric, double value) {
        double least = spec.monitor()
                .flatMap(Monitor::performance)
                .filter(limit -> metric == Metric.AUC)
                .map(Monitor.Performance::auc)
                .orElse(Double.NEGATIVE_INFINITY);
        return value < least ? "failed" : "passed";
    }

    private static Measured nothing(String reason) {
        return new Measured(
                new BuildOutcome(
                        MetaTable.PERFORMANCE.table(),
                        Verdict.NOTHING_TO_DO,
                        Optional.empty(),
                        List.of(),
                        new TreeMap<>(),
                        List.of(reason),
                        new TreeMap<>()),
                Optional.empty());
    }
}
