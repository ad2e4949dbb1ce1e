package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.Digest;
import io.penstock.base.Fault;
import io.penstock.base.KillPoint;
import io.penstock.base.Run;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.Published;
import io.penstock.lake.Quarantine;
import io.penstock.lake.Staged;
import io.penstock.validation.CheckResult;
import io.penstock.validation.CheckVerdict;
import io.penstock.validation.Gate;
import io.penstock.validation.GateReport;
import io.penstock.validation.Severity;
import java.util.ArrayList;
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

/**
 * Takes the batches of one source from the typed rows of its feed: stage, gate, quarantine, records, and last the
 * deciding commit. All batches in one pass.
 */
final class SourceIngest {
    private final Lake lake;
    private final Run run;
    private final SourcePlan plan;
    private final FeedFiles files;
    private final Survey survey;
    private final Ledger ledger;
    private final String definitionHash;

    SourceIngest(
            Lake lake, Run run, SourcePlan plan, FeedFiles files, Survey survey, Ledger ledger, String definitionHash) {
        this.lake = lake;
        this.run = run;
        this.plan = plan;
        this.files = files;
        this.survey = survey;
        this.ledger = ledger;
        this.definitionHash = definitionHash;
    }

    /** What became of the batches, and which the deciding commit changed. */
    record Result(List<BatchOutcome> batches, Optional<Published> published) {}

    /** @param rows the typed rows of these batches, and perhaps of others */
    Result run(Dataset<Row> rows, List<String> batches) {
        Map<String, QuarantineRows.Reason> broken = broken(batches);
        List<String> sound =
                batches.stream().filter(batch -> !broken.containsKey(batch)).toList();
        if (sound.isEmpty()) {
            return record(Judgement.nothing(), rows, broken, batches);
        }
        Dataset<Row> judged = sound.size() == files.present().size() ? rows : of(rows, sound);
        try (SourceRows sourceRows = new SourceRows(plan, judged);
                Staged staged = lake.stage(layout(sourceRows), sourceRows.good(), sound)) {
            KillPoint.reached("ingest:staged");
            Judgement judgement = judge(sourceRows, staged, sound);
            Result recorded = record(judgement, rows, broken, batches);
            Optional<Published> published = judgement
                    .report()
                    .flatMap(GateReport::validated)
                    .map(validated -> lake.publish(validated, commit(recorded.batches())));
            KillPoint.reached("ingest:committed");
            return new Result(recorded.batches(), published);
        }
    }

    private Map<String, QuarantineRows.Reason> broken(List<String> batches) {
        Map<String, QuarantineRows.Reason> broken = new TreeMap<>();
        for (String batch : batches) {
            survey.blocks(batch, plan.needs()).ifPresent(reason -> broken.put(batch, reason));
        }
        return broken;
    }

    private Judgement judge(SourceRows rows, Staged staged, List<String> batches) {
        List<CheckResult> ofRows = rows.gate().measure(rows.measured(), FeedReader.BATCH, batches);
        GateReport report = Gate.checkGood(
                staged, plan.suite(), batch -> BatchSpans.asOf(plan.feed(), batch, run.startedAt()), ofRows);
        return Judgement.of(rows, report, batches);
    }

    /** Quarantine and records, all before the deciding commit. */
    private Result record(
            Judgement judgement, Dataset<Row> rows, Map<String, QuarantineRows.Reason> broken, List<String> batches) {
        List<BatchOutcome> outcomes = outcomes(judgement, broken, batches);
        lake.replaceSlices(
                Quarantine.table(plan.source().name()),
                Quarantine.PARTITION,
                quarantine(judgement, rows, broken, outcomes),
                batches);
        KillPoint.reached("ingest:quarantined");
        MetaRows records = new MetaRows(plan.source(), run);
        judgement.results().forEach(records::add);
        warnings(batches).forEach(records::add);
        broken.forEach((batch, reason) -> records.add(result(batch, reason)));
        judgement.report().ifPresent(report -> report.metrics().forEach(records::add));
        outcomes.forEach(outcome -> records.add(outcome, files.present().get(outcome.batch()), definitionHash));
        records.append(lake);
        return new Result(outcomes, Optional.empty());
    }

    private Dataset<Row> quarantine(
            Judgement judgement,
            Dataset<Row> rows,
            Map<String, QuarantineRows.Reason> broken,
            List<BatchOutcome> outcomes) {
        QuarantineRows quarantine = new QuarantineRows(plan, survey.files(), run.id());
        List<Dataset<Row>> parts = new ArrayList<>();
        boolean any = outcomes.stream()
                .anyMatch(batch -> !broken.containsKey(batch.batch())
                        && batch.counts().quarantined() + batch.counts().blocked() > 0);
        if (any) {
            parts.add(quarantine.of(judgement.rows().orElseThrow(), judgement.blocked()));
        }
        if (!broken.isEmpty()) {
            Map<String, List<QuarantineRows.Reason>> reasons = new LinkedHashMap<>();
            broken.forEach((batch, reason) -> reasons.put(batch, List.of(reason)));
            parts.add(quarantine.of(rows, reasons));
        }
        return parts.stream().reduce(Dataset::unionByName).orElseGet(() -> rows.sparkSession()
                .createDataFrame(List.<Row>of(), Quarantine.SCHEMA));
    }

    private List<BatchOutcome> outcomes(
            Judgement judgement, Map<String, QuarantineRows.Reason> broken, List<String> batches) {
        Map<String, List<String>> warnings = warningTexts(judgement, batches);
        List<BatchOutcome> outcomes = new ArrayList<>();
        for (String batch : batches) {
            List<String> warned = warnings.getOrDefault(batch, List.of());
            if (broken.containsKey(batch)) {
                Counts all = Counts.allBlocked(survey.rows(batch));
                List<String> why = List.of(broken.get(batch).message());
                outcomes.add(new BatchOutcome(batch, BatchStatus.BLOCKED, all, why, List.of(), warned));
                continue;
            }
            Counts counts = judgement.counts(batch);
            if (counts.read() != survey.rows(batch)) {
                throw new Fault(plan.source().table() + ", batch " + batch + ": " + survey.rows(batch)
                        + " rows were read and " + counts.read() + " judged");
            }
            List<String> why = judgement.reasons(batch);
            BatchStatus status = why.isEmpty() ? BatchStatus.OK : BatchStatus.BLOCKED;
            Counts kept = why.isEmpty() ? counts : counts.goodBlocked();
            outcomes.add(new BatchOutcome(batch, status, kept, why, judgement.refusals(batch), warned));
        }
        return outcomes;
    }

    private Map<String, List<String>> warningTexts(Judgement judgement, List<String> batches) {
        Map<String, List<String>> texts = new HashMap<>();
        List<CheckResult> all = new ArrayList<>(judgement.results());
        all.addAll(warnings(batches));
        all.stream().filter(result -> result.verdict() == CheckVerdict.WARNED).forEach(result -> texts.computeIfAbsent(
                        result.slice(), slice -> new ArrayList<>())
                .add(result.checkName() + ": " + result.message()));
        return texts;
    }

    /** Columns that came or went without harm. */
    private List<CheckResult> warnings(List<String> batches) {
        List<CheckResult> warnings = new ArrayList<>();
        for (FileFacts file : survey.files()) {
            if (!batches.contains(file.batch())) {
                continue;
            }
            if (!file.extraColumns().isEmpty()) {
                String names = String.join(", ", file.extraColumns());
                warnings.add(columns(
                        file,
                        "new: " + names,
                        "file " + file.path() + " has columns that the feed does not declare: " + names));
            }
            if (!file.unseenColumns().isEmpty()) {
                String names = String.join(", ", file.unseenColumns());
                warnings.add(columns(file, "unseen: " + names, "no row of file " + file.path() + " has " + names));
            }
        }
        return warnings;
    }

    private CheckResult columns(FileFacts file, String observed, String message) {
        String declared = String.join(", ", plan.feed().columns().keySet());
        return new CheckResult(
                file.batch(),
                "columns",
                Optional.empty(),
                Severity.WARN,
                observed,
                declared,
                CheckVerdict.WARNED,
                message);
    }

    private static CheckResult result(String batch, QuarantineRows.Reason reason) {
        return new CheckResult(
                batch,
                reason.check(),
                Optional.ofNullable(reason.column()),
                Severity.ERROR,
                reason.message(),
                "readable",
                CheckVerdict.FAILED,
                reason.message());
    }

    private Layout layout(SourceRows rows) {
        return new Layout(plan.source().table(), rows.good().schema(), Optional.of(SourcePlan.BATCH));
    }

    private Commit commit(List<BatchOutcome> outcomes) {
        Map<String, Map<String, Object>> details = new HashMap<>();
        outcomes.stream()
                .filter(outcome -> outcome.status() == BatchStatus.OK)
                .forEach(outcome -> details.put(outcome.batch(), Map.of(Commit.PINS, pins(outcome.batch()))));
        return new Commit(
                run,
                List.of(),
                definitionHash,
                details,
                Map.of("feed", plan.feed().name()));
    }

    /** Digest of the files. A batch that was blocked since its last commit is committed again, even if it is as it was before. */
    private String pins(String batch) {
        String pinned = files.present().get(batch).stream()
                .map(file -> file.path() + " " + file.sha256())
                .sorted()
                .collect(Collectors.joining("\n"));
        String since = ledger.newest(plan.source(), batch)
                .filter(entry -> entry.status() == BatchStatus.BLOCKED)
                .map(entry -> "\nafter " + entry.runId())
                .orElse("");
        return Digest.sha256(pinned + since);
    }

    private static Dataset<Row> of(Dataset<Row> rows, List<String> batches) {
        return rows.filter(col(FeedReader.BATCH).isin(Set.copyOf(batches).toArray()));
    }
}
