package io.penstock.scoring;

import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.features.BuildOutcome;
import io.penstock.features.OnlineTick;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Response;
import io.penstock.validation.consistency.Comparison;
import io.penstock.validation.consistency.Mismatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of {@code monitoring/consistency} about one subject on one date; those that stand there already are not appended. */
final class ConsistencyRecords {
    private static final List<String> KEY = List.of("view", "feature", "date");

    private static final List<String> SAID =
            List.of("compared", "mismatched", "worst_key", "worst_difference", "cause", "verdict", "response");

    private static final String FAILED = "failed";
    private static final int VERDICT = MetaTable.CONSISTENCY.schema().fieldIndex("verdict");
    private static final int RESPONSE = MetaTable.CONSISTENCY.schema().fieldIndex("response");

    private final Lake lake;
    private final String subject;
    private final LocalDate date;
    private final Run run;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    /** @param subject the view, or the model whose vectors are compared */
    ConsistencyRecords(Lake lake, String subject, LocalDate date, Run run) {
        this.lake = lake;
        this.subject = subject;
        this.date = date;
        this.run = run;
    }

    /** What was compared of one feature. */
    void add(String feature, Comparison comparison, Response declared) {
        boolean failed = comparison.mismatched() > 0;
        Optional<Mismatch> worst = comparison.worst().stream().findFirst();
        add(
                feature,
                comparison.compared(),
                comparison.mismatched(),
                worst.map(Mismatch::key).orElse(null),
                differences(comparison),
                comparison.cause().orElse(null),
                failed ? FAILED : comparison.compared() == 0 ? "not_evaluated" : "passed",
                failed ? declared : null);
        if (failed) {
            reasons.add(subject + "." + feature + ": " + comparison.mismatched() + " of " + comparison.compared()
                    + " differ, " + comparison.causes() + ", worst " + worst.orElseThrow());
        }
    }

    /** Of the worst pairs, those that have a value on both sides. */
    private static List<Double> differences(Comparison comparison) {
        return comparison.worst().stream()
                .map(mismatch -> mismatch.difference().absolute())
                .filter(Double::isFinite)
                .toList();
    }

    /** Whether the view's newest tick is fresh; {@code stale} says that it is not, which is only told. */
    void freshness(OnlineTick newest, Optional<String> stale) {
        stale.ifPresent(reason -> reasons.add(subject + " is " + reason));
        add(
                ConsistencyMonitor.FRESHNESS,
                1,
                stale.isPresent() ? 1 : 0,
                newest.tick().toString(),
                List.of(),
                stale.orElse(null),
                stale.isPresent() ? FAILED : "passed",
                stale.isPresent() ? Response.ALERT : null);
    }

    private void add(
            String feature,
            long compared,
            long mismatched,
            String worstKey,
            List<Double> worst,
            String cause,
            String verdict,
            Response response) {
        rows.add(RowFactory.create(
                subject,
                feature,
                date,
                compared,
                mismatched,
                worstKey,
                worst.stream().findFirst().orElse(null),
                cause,
                verdict,
                response == null ? null : response.toString(),
                worst,
                run.id().value()));
    }

    /** Nothing is compared and nothing recorded. */
    ConsistencyMonitor.Checked nothing(String reason) {
        return checked(Verdict.NOTHING_TO_DO, List.of(), List.of(reason), Map.of(), List.of());
    }

    /** Nothing can be compared, which is recorded. */
    ConsistencyMonitor.Checked notEvaluated(String reason) {
        rows.clear();
        reasons.clear();
        reasons.add(reason);
        add(ConsistencyMonitor.FRESHNESS, 0, 0, null, List.of(), reason, "not_evaluated", null);
        return append(Map.of(), List.of());
    }

    /** Appends what is new. */
    ConsistencyMonitor.Checked append(Map<String, Comparison> features, List<TableVersion> inputs) {
        List<Row> fresh = new NewRecords(lake, MetaTable.CONSISTENCY, KEY, SAID).append(subject, rows);
        Verdict verdict = fresh.isEmpty() ? Verdict.NOTHING_TO_DO : Verdict.OK;
        return checked(verdict, inputs, reasons, features, fresh);
    }

    /** What is newly said to have failed, with the weightiest response. */
    private Optional<Signal> signal(List<Row> fresh) {
        return fresh.stream()
                .filter(row -> row.getString(VERDICT).equals(FAILED))
                .map(row -> Response.parse(row.getString(RESPONSE)).orElse(Response.ALERT))
                .max(Comparator.naturalOrder())
                .map(response -> new Signal(subject, "consistency", date, FAILED, response, reasons));
    }

    private ConsistencyMonitor.Checked checked(
            Verdict verdict,
            List<TableVersion> inputs,
            List<String> why,
            Map<String, Comparison> features,
            List<Row> appended) {
        TreeMap<String, Long> counts = new TreeMap<>();
        counts.put(
                "compared",
                features.values().stream().mapToLong(Comparison::compared).sum());
        counts.put(
                "mismatched",
                features.values().stream().mapToLong(Comparison::mismatched).sum());
        counts.put("out", (long) appended.size());
        BuildOutcome outcome = new BuildOutcome(
                MetaTable.CONSISTENCY.table(),
                verdict,
                lake.latest(MetaTable.CONSISTENCY.table()),
                inputs,
                new TreeMap<>(),
                why,
                counts);
        return new ConsistencyMonitor.Checked(outcome, features, signal(appended));
    }
}
