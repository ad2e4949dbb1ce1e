package io.penstock.jobs.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is wrong now, worst first: batches that are not published, checks that failed or warned, models that are held or
 * rejected, online values that differ, drift, metrics beyond their limit, jobs whose last attempt did not end well.
 */
final class Troubles {
    private static final int NAMED = 3;

    private final List<Trouble> found = new ArrayList<>();

    private Troubles() {}

    static List<Trouble> in(ReportData data) {
        Troubles troubles = new Troubles();
        lastRuns(data.runs()).forEach(run -> troubles.inRun(run, data.runs()));
        data.sources().forEach(troubles::inSource);
        data.views().forEach(view -> view.checks().forEach(check -> troubles.inCheck(check, Page.FEATURES)));
        data.compared().forEach(troubles::inComparison);
        data.models().forEach(troubles::inModel);
        troubles.found.sort(Comparator.comparing(trouble -> trouble.status().tone()));
        return troubles.found;
    }

    /** The last attempt of each job; the newest first, as the runs are. */
    static List<RunFacts> lastRuns(List<RunFacts> runs) {
        Map<String, RunFacts> last = new LinkedHashMap<>();
        runs.forEach(run -> last.putIfAbsent(run.job(), run));
        return List.copyOf(last.values());
    }

    private void inRun(RunFacts last, List<RunFacts> runs) {
        if (last.status().tone() != Tone.BAD) {
            return;
        }
        RunFacts first = last;
        for (RunFacts run : runs) {
            if (run.job().equals(last.job())) {
                if (run.status().tone() != Tone.BAD) {
                    break;
                }
                first = run;
            }
        }
        String dates = last.dates().map(range -> " for " + range).orElse("");
        String remedy = last.verdict().equals("blocked")
                ? "Mend what the reason names, then run the same command again."
                : "Run the same command again; what was published before stands.";
        found.add(new Trouble(
                last.status(),
                "Job " + last.job() + dates,
                String.join("; ", last.reasons()),
                Format.instant(first.startedAt()),
                remedy,
                Page.RUNS));
    }

    private void inSource(SourceFacts source) {
        source.unpublished().stream()
                .collect(Collectors.groupingBy(BatchFacts::status, LinkedHashMap::new, Collectors.toList()))
                .forEach((status, batches) -> found.add(new Trouble(
                        Status.of(status),
                        Format.plural(batches.size(), "batch", "batches") + " of " + source.name(),
                        reason(source, batches),
                        batches.get(0).batch(),
                        status.equals("missing")
                                ? "Deliver the file, then ingest the batch."
                                : "Correct the file, then ingest the batch again; its rows are in quarantine/"
                                        + source.name() + ".",
                        Page.GATES)));
        source.checks().forEach(check -> inSourceCheck(source, check));
    }

    /** A failed check that blocked its batch is already named with the batch. */
    private void inSourceCheck(SourceFacts source, CheckFacts check) {
        boolean named =
                source.unpublished().stream().anyMatch(batch -> batch.batch().equals(check.slice()));
        if (!named) {
            inCheck(check, Page.GATES);
        }
    }

    private static String reason(SourceFacts source, List<BatchFacts> batches) {
        String newest = batches.get(batches.size() - 1).batch();
        return source.checks().stream()
                .filter(check -> !check.clean() && check.slice().equals(newest))
                .map(check -> check.message().isEmpty() ? told(check) : check.message())
                .collect(Collectors.joining("; "));
    }

    private static String told(CheckFacts check) {
        return check.name() + ": observed " + check.observed() + ", expected " + check.expected();
    }

    private void inCheck(CheckFacts check, Page page) {
        if (check.clean()) {
            return;
        }
        long slices = check.slices() - check.passed();
        found.add(new Trouble(
                check.status(),
                check.name() + " on " + Format.plural(slices, "slice", "slices") + " of " + check.table(),
                check.message().isEmpty() ? told(check) : check.message(),
                check.firstSlice(),
                remedy(check),
                page));
    }

    private static String remedy(CheckFacts check) {
        if (check.failed() > 0) {
            return "Correct the data or the check, then run the step again.";
        }
        return check.parted() > 0
                ? "The rows that fail it are in " + check.table().replaceFirst("^sources/", "quarantine/")
                        + ", the others are published; look whether the data or the check should change."
                : "Nothing was refused; look whether the data or the check should change.";
    }

    private void inModel(ModelFacts model) {
        model.events().stream()
                .filter(EventFacts::decides)
                .findFirst()
                .filter(event -> event.status().tone() != Tone.OK)
                .ifPresent(event -> found.add(new Trouble(
                        event.status(),
                        "Version " + event.version() + " of " + model.name(),
                        event.reason(),
                        Format.instant(event.occurredAt()),
                        event.event().equals("held")
                                ? "Look for a leak; if there is none, approve the version."
                                : "The champion stays; see the model card.",
                        Page.MODEL)));
        model.checks().forEach(check -> inCheck(check, Page.MODEL));
        model.drift().ifPresent(window -> inDrift(model, window));
        if (!model.performance().isEmpty()) {
            inPerformance(model);
        }
    }

    private void inDrift(ModelFacts model, DriftWindow window) {
        for (Tone tone : List.of(Tone.BAD, Tone.WARN)) {
            List<DriftColumn> columns = window.at(tone).stream()
                    .filter(column -> !column.worst().verdict().equals("not_evaluated"))
                    .toList();
            if (!columns.isEmpty()) {
                DriftFacts worst = columns.get(0).worst();
                found.add(new Trouble(
                        worst.status(),
                        "Drift in " + Format.plural(columns.size(), "column", "columns") + " of " + model.name(),
                        drifted(columns),
                        columns.stream()
                                .map(DriftColumn::since)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()
                                .toString(),
                        Remedy.after(
                                worst.response(),
                                "See what changed in the world or in the sources; if it lasts, train again."),
                        Page.DRIFT));
            }
        }
    }

    private static String drifted(List<DriftColumn> columns) {
        String named = columns.stream()
                .limit(NAMED)
                .map(column -> column.name() + " " + column.worst().measure() + " "
                        + Format.brief(column.worst().score()) + " (limit "
                        + Format.brief(column.worst().limit()) + ", noise "
                        + Format.brief(column.worst().floor()) + ")")
                .collect(Collectors.joining(", "));
        return columns.size() > NAMED ? named + " and " + (columns.size() - NAMED) + " more" : named;
    }

    private void inComparison(ComparedFacts compared) {
        if (compared.status().tone() != Tone.BAD) {
            return;
        }
        boolean differs = !compared.failed().isEmpty();
        found.add(new Trouble(
                Status.of("failed"),
                (compared.fed() ? "Serving skew of " : "Online values of ")
                        + compared.subject()
                        + (differs ? " differ" : " are stale"),
                differs
                        ? differing(compared.failed())
                        : compared.freshness().map(ConsistencyFacts::cause).orElse(""),
                compared.since().toString(),
                differs ? Remedy.of(compared.failed()) : "Build the newest features, then run penstock materialize.",
                Page.CONSISTENCY));
    }

    private static String differing(List<ConsistencyFacts> failed) {
        String named = failed.stream()
                .limit(NAMED)
                .map(feature -> feature.feature() + ": " + Format.count(feature.mismatched()) + " of "
                        + Format.count(feature.compared()) + ", " + feature.cause())
                .collect(Collectors.joining("; "));
        return failed.size() > NAMED ? named + " and " + (failed.size() - NAMED) + " more" : named;
    }

    private void inPerformance(ModelFacts model) {
        LocalDate last = model.performance().get(model.performance().size() - 1).date();
        model.performance().stream()
                .filter(one -> one.date().equals(last))
                .filter(one -> one.status().tone() == Tone.BAD || one.status().tone() == Tone.WARN)
                .forEach(one -> found.add(new Trouble(
                        one.status(),
                        one.measure().label() + ", " + one.kind() + ", of " + model.name(),
                        Format.decimal(one.measure().value()) + " on " + Format.plural(one.rows(), "row", "rows"),
                        since(one, model.performance()).toString(),
                        Remedy.after(
                                one.response(), "Compare with the days before; if the world has changed, train again."),
                        Page.PREDICTIONS)));
    }

    /** The first date of the unbroken row of verdicts as bad as this one, on the same metric. */
    private static LocalDate since(PerformanceFacts one, List<PerformanceFacts> performance) {
        LocalDate since = one.date();
        for (int i = performance.size() - 1; i >= 0; i--) {
            PerformanceFacts before = performance.get(i);
            if (before.measure().metric().equals(one.measure().metric())
                    && before.kind().equals(one.kind())) {
                if (before.status().tone() != one.status().tone()) {
                    break;
                }
                since = before.date();
            }
        }
        return since;
    }
}
