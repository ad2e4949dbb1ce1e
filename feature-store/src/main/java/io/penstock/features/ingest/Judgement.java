package io.penstock.features.ingest;

import io.penstock.base.Fault;
import io.penstock.validation.Check;
import io.penstock.validation.CheckResult;
import io.penstock.validation.CheckVerdict;
import io.penstock.validation.GateReport;
import io.penstock.validation.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * What checks and gate say of the batches of a source.
 *
 * @param results of all checks, ingest's own among them where they refused rows
 */
record Judgement(
        Optional<SourceRows> rows,
        Optional<GateReport> report,
        Map<String, Counts> byBatch,
        List<CheckResult> results) {

    /** Of batches none of which could be judged. */
    static Judgement nothing() {
        return new Judgement(Optional.empty(), Optional.empty(), Map.of(), List.of());
    }

    static Judgement of(SourceRows rows, GateReport report, List<String> batches) {
        Map<String, Counts> byBatch = new HashMap<>();
        List<CheckResult> results = new ArrayList<>(report.results());
        for (Row row : rows.counts()) {
            String batch = row.getString(0);
            byBatch.put(batch, new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), 0));
            results.addAll(refused(rows.refusals().all(), row));
        }
        batches.forEach(batch -> byBatch.putIfAbsent(batch, Counts.NONE));
        byBatch.forEach((batch, counts) -> {
            long staged = report.contents().get(batch).rows();
            if (staged != counts.good()) {
                throw new Fault(report.table() + ", batch " + batch + ": " + counts.good() + " good rows, but " + staged
                        + " were written");
            }
        });
        return new Judgement(Optional.of(rows), Optional.of(report), byBatch, results);
    }

    Counts counts(String batch) {
        return byBatch.get(batch);
    }

    /** Why the gate blocks a batch; empty if it passes. */
    List<String> reasons(String batch) {
        return report.map(gate -> gate.blocked().getOrDefault(batch, List.of())).orElse(List.of());
    }

    /** Why rows of a batch are in quarantine, by check. */
    List<String> refusals(String batch) {
        Set<String> onRows = onRows();
        return results.stream()
                .filter(result -> result.slice().equals(batch)
                        && result.severity() == Severity.ERROR
                        && result.verdict() == CheckVerdict.FAILED)
                .filter(result -> isOwn(result) || onRows.contains(result.checkName()))
                .map(CheckResult::message)
                .toList();
    }

    private Set<String> onRows() {
        return rows.orElseThrow().plan().suite().rowChecks().stream()
                .map(Check::name)
                .collect(Collectors.toSet());
    }

    /** What blocks each blocked batch, as reasons of its good rows. */
    Map<String, List<QuarantineRows.Reason>> blocked() {
        Map<String, List<QuarantineRows.Reason>> blocked = new LinkedHashMap<>();
        report.ifPresent(gate -> gate.blocked().forEach((batch, texts) -> blocked.put(batch, reasons(batch, texts))));
        return blocked;
    }

    private List<QuarantineRows.Reason> reasons(String batch, List<String> texts) {
        Set<String> onRows = onRows();
        List<QuarantineRows.Reason> reasons = results.stream()
                .filter(result -> result.slice().equals(batch) && result.severity() == Severity.ERROR)
                .filter(result -> result.verdict() == CheckVerdict.NOT_EVALUATED
                        || result.verdict() == CheckVerdict.FAILED && !onRows.contains(result.checkName()))
                .filter(result -> !isOwn(result))
                .map(result -> new QuarantineRows.Reason(
                        result.checkName(), result.columnName().orElse(null), result.message()))
                .toList();
        return reasons.isEmpty()
                ? texts.stream()
                        .map(text -> new QuarantineRows.Reason("gate", null, text))
                        .toList()
                : reasons;
    }

    private boolean isOwn(CheckResult result) {
        return rows.orElseThrow().refusals().all().stream()
                .anyMatch(refusal -> refusal.check().equals(result.checkName()));
    }

    /** Ingest's own reasons as check results, where there are any. */
    private static List<CheckResult> refused(List<Refusals.Refusal> refusals, Row counts) {
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < refusals.size(); i++) {
            Refusals.Refusal refusal = refusals.get(i);
            long rows = counts.getLong(5 + i);
            if (rows > 0 && i != Refusals.WHERE_FIELDS) {
                results.add(new CheckResult(
                        counts.getString(0),
                        refusal.check(),
                        Optional.ofNullable(refusal.column()),
                        Severity.ERROR,
                        rows + " of " + counts.getLong(1) + " rows",
                        "none",
                        CheckVerdict.FAILED,
                        rows + " of " + counts.getLong(1) + " rows are in quarantine for " + refusal.check()));
            }
        }
        return results;
    }
}
