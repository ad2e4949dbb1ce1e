package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.base.DateRange;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.features.BuildOutcome;
import io.penstock.features.Catalog;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Model;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import io.penstock.training.Monitor;
import io.penstock.training.PastScores;
import io.penstock.training.Scorer;
import io.penstock.training.TrainingData;
import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import io.penstock.validation.drift.ColumnDrift;
import io.penstock.validation.drift.DriftCheck;
import io.penstock.validation.drift.Level;
import io.penstock.validation.drift.Limits;
import io.penstock.validation.drift.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Whether inputs, scores and labels of the last days still look as they did when the model in force was trained.
 *
 * <p>Appends to {@code monitoring/drift} what it does not say yet, a row for each column and method. Inputs are judged
 * against the train split, scores against the train split's scores out of fold, labels against its labels.
 */
public final class DriftMonitor {
    private static final List<String> KEY = List.of("model", "date", "column_name", "kind", "method", "model_version");

    private static final List<String> SAID =
            List.of("score", "noise_floor", "threshold", "q_value", "null_share", "verdict", "response", "row_count");

    private final Lake lake;
    private final Catalog catalog;
    private final ModelRegistry registry;

    public DriftMonitor(Lake lake, Catalog catalog, ModelRegistry registry) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.registry = requireNonNull(registry, "registry");
    }

    /** Judges the window that ends with a day, for the champion in force at that day's first instant. */
    public Watched watch(ModelSpec spec, LocalDate date, Run run) {
        Optional<Monitor.Drift> watched = spec.monitor().flatMap(Monitor::drift);
        if (watched.isEmpty()) {
            return Watched.nothing(MetaTable.DRIFT, spec.name() + " declares no monitor.drift");
        }
        Optional<ModelVersion> champion = registry.championAt(spec.name(), new DateRange(date, date).start());
        if (champion.isEmpty()) {
            return Watched.nothing(MetaTable.DRIFT, "no champion of " + spec.name() + " was in force on " + date);
        }
        ModelVersion version = champion.get();
        Model model = Model.load(SparkSession.active(), lake.root(), spec.name(), version.digest());
        DriftWindow window = new DriftWindow(lake, catalog, spec, version, model, date);
        List<DriftRecord> judged = judge(window, watched.get().limits());
        List<Row> rows = judged.stream()
                .map(record -> record.row(version, date, watched.get().response(), run))
                .toList();
        List<Row> fresh = new NewRecords(lake, MetaTable.DRIFT, KEY, SAID).append(spec.name(), rows);
        return new Watched(
                outcome(window, fresh.size(), judged),
                new TreeMap<>(metrics(judged)),
                fresh.isEmpty()
                        ? Optional.empty()
                        : DriftRecord.signal(
                                judged, version, date, watched.get().response()));
    }

    private static List<DriftRecord> judge(DriftWindow window, Limits limits) {
        List<DriftRecord> judged = new ArrayList<>();
        Profile inputs = window.model().profile();
        List<String> names = inputs.columns().stream().map(ColumnProfile::name).toList();
        new DriftCheck(inputs, limits)
                .judge(names, window.inputs())
                .forEach(column -> judged.add(new DriftRecord(DriftRecord.Kind.DATA, column)));
        Limits shape = shape(limits);
        Optional<PastScores> past = window.model().pastScores();
        if (past.isEmpty()) {
            String reason = window.version() + " keeps no scores and labels to compare with: train again";
            shape.of().forEach((method, limit) -> {
                judged.add(new DriftRecord(
                        DriftRecord.Kind.PREDICTION, ColumnDrift.unknown(Scorer.SCORE, method, limit, reason)));
                judged.add(new DriftRecord(
                        DriftRecord.Kind.TARGET, ColumnDrift.unknown(TrainingData.LABEL, method, limit, reason)));
            });
            return judged;
        }
        Profile reference = past.get().profile();
        DriftCheck check = new DriftCheck(reference, shape);
        check.judge(List.of(Scorer.SCORE), window.scores(reference))
                .forEach(column -> judged.add(new DriftRecord(DriftRecord.Kind.PREDICTION, column)));
        check.judge(List.of(TrainingData.LABEL), window.labels(reference))
                .forEach(column -> judged.add(new DriftRecord(DriftRecord.Kind.TARGET, matured(column))));
        return judged;
    }

    /** A missing score cannot be, and a missing label is late rather than different. */
    private static Limits shape(Limits limits) {
        Map<Method, Double> kept = new LinkedHashMap<>(limits.of());
        kept.remove(Method.NULL_SHARE);
        return limits.with(kept);
    }

    private static ColumnDrift matured(ColumnDrift labels) {
        double known = 1 - labels.nullShare().orElse(0);
        return labels.rows() == 0 || known >= LabelledPredictions.MATURED
                ? labels
                : labels.undecided(
                        Level.WARMING_UP,
                        Math.round(known * 100) + " % of the labels are known, "
                                + Math.round(LabelledPredictions.MATURED * 100) + " % are needed");
    }

    private static Map<String, Double> metrics(List<DriftRecord> judged) {
        Map<String, Double> metrics = new TreeMap<>();
        for (Level level : Level.values()) {
            long count = judged.stream()
                    .filter(record -> record.column().level() == level)
                    .count();
            metrics.put("columns_" + level.sqlName(), (double) count);
        }
        return metrics;
    }

    private BuildOutcome outcome(DriftWindow window, int fresh, List<DriftRecord> judged) {
        List<TableVersion> inputs = window.predictions().map(List::of).orElse(List.of());
        return new BuildOutcome(
                MetaTable.DRIFT.table(),
                fresh == 0 ? Verdict.NOTHING_TO_DO : Verdict.OK,
                lake.latest(MetaTable.DRIFT.table()),
                inputs,
                new TreeMap<>(),
                DriftRecord.summary(judged),
                new TreeMap<>(Map.of("out", (long) fresh)));
    }
}
