package io.penstock.scoring;

import static org.apache.spark.sql.functions.col;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of {@code monitoring/consistency} about one subject on one date; those that stand there already are not appended. */
final class ConsistencyRecords {
    private static final int FEATURE = 1;
    private static final int SAID = 3;
    private static final int RUN = 10;

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
                worst.map(mismatch -> mismatch.difference().absolute())
                        .filter(Double::isFinite)
                        .orElse(null),
                comparison.cause().orElse(null),
                failed ? "failed" : comparison.compared() == 0 ? "not_evaluated" : "passed",
                failed ? declared : null);
        if (failed) {
            reasons.add(subject + "." + feature + ": " + comparison.mismatched() + " of " + comparison.compared()
                    + " differ, " + comparison.causes() + ", worst " + worst.orElseThrow());
        }
    }

    /** Whether the view's newest tick is fresh; {@code stale} says that it is not. */
    void freshness(OnlineTick newest, Optional<String> stale, Response declared) {
        stale.ifPresent(reason -> reasons.add(subject + " is " + reason));
        add(
                ConsistencyMonitor.FRESHNESS,
                1,
                stale.isPresent() ? 1 : 0,
                newest.tick().toString(),
                null,
                stale.orElse(null),
                stale.isPresent() ? "failed" : "passed",
                stale.isPresent() ? declared : null);
    }

    private void add(
            String feature,
            long compared,
            long mismatched,
            String worstKey,
            Double worstDifference,
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
                worstDifference,
                cause,
                verdict,
                response == null ? null : response.toString(),
                run.id().value()));
    }

    /** Nothing is compared and nothing recorded. */
    ConsistencyMonitor.Checked nothing(String reason) {
        return checked(Verdict.NOTHING_TO_DO, List.of(), List.of(reason), Map.of());
    }

    /** Nothing can be compared, which is recorded. */
    ConsistencyMonitor.Checked notEvaluated(String reason) {
        rows.clear();
        reasons.clear();
        reasons.add(reason);
        add(ConsistencyMonitor.FRESHNESS, 0, 0, null, null, reason, "not_evaluated", null);
        return append(Map.of(), List.of());
    }

    /** Appends what is new. */
    ConsistencyMonitor.Checked append(Map<String, Comparison> features, List<TableVersion> inputs) {
        rows.removeAll(said());
        lake.append(MetaTable.CONSISTENCY, rows);
        return checked(rows.isEmpty() ? Verdict.NOTHING_TO_DO : Verdict.OK, inputs, reasons, features);
    }

    private List<Row> said() {
        Map<Object, Row> newest = new HashMap<>();
        lake.readRecords(MetaTable.CONSISTENCY)
                .where(col("view").equalTo(subject).and(col("date").equalTo(date)))
                .orderBy("run_id")
                .collectAsList()
                .forEach(row -> newest.put(row.get(FEATURE), row));
        return rows.stream()
                .filter(row -> newest.containsKey(row.get(FEATURE)))
                .filter(row -> values(row).equals(values(newest.get(row.get(FEATURE)))))
                .toList();
    }

    private static List<Object> values(Row row) {
        return IntStream.range(SAID, RUN).mapToObj(row::get).toList();
    }

    private ConsistencyMonitor.Checked checked(
            Verdict verdict, List<TableVersion> inputs, List<String> why, Map<String, Comparison> features) {
        TreeMap<String, Long> counts = new TreeMap<>();
        counts.put(
                "compared",
                features.values().stream().mapToLong(Comparison::compared).sum());
        counts.put(
                "mismatched",
                features.values().stream().mapToLong(Comparison::mismatched).sum());
        counts.put("out", (long) rows.size());
        BuildOutcome outcome = new BuildOutcome(
                MetaTable.CONSISTENCY.table(),
                verdict,
                lake.latest(MetaTable.CONSISTENCY.table()),
                inputs,
                new TreeMap<>(),
                why,
                counts);
        return new ConsistencyMonitor.Checked(outcome, features);
    }
}
