package io.penstock.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is wrong now, worst first: batches that are not published, checks that failed or warned, models that are held or
 * rejected, jobs whose last attempt did not end well.
 */
final class Troubles {
    private final List<Trouble> found = new ArrayList<>();

    private Troubles() {}

    static List<Trouble> in(ReportData data) {
        Troubles troubles = new Troubles();
        lastRuns(data.runs()).forEach(run -> troubles.inRun(run, data.runs()));
        data.sources().forEach(troubles::inSource);
        data.views().forEach(view -> view.checks().forEach(check -> troubles.inCheck(check, "features")));
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
                "runs"));
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
                        "gates")));
        source.checks().forEach(check -> inSourceCheck(source, check));
    }

    /** A failed check that blocked its batch is already named with the batch. */
    private void inSourceCheck(SourceFacts source, CheckFacts check) {
        boolean named =
                source.unpublished().stream().anyMatch(batch -> batch.batch().equals(check.slice()));
        if (!named) {
            inCheck(check, "gates");
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

    private void inCheck(CheckFacts check, String anchor) {
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
                anchor));
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
                        "models")));
        model.checks().forEach(check -> inCheck(check, "models"));
        if (!model.performance().isEmpty()) {
            inPerformance(model);
        }
    }

    private void inPerformance(ModelFacts model) {
        PerformanceFacts last = model.performance().get(model.performance().size() - 1);
        model.performance().stream()
                .filter(one -> one.date().equals(last.date()))
                .filter(one -> one.status().tone() == Tone.BAD || one.status().tone() == Tone.WARN)
                .forEach(one -> found.add(new Trouble(
                        one.status(),
                        one.kind() + " " + one.measure().label() + " of " + model.name(),
                        Format.decimal(one.measure().value()) + " on " + Format.plural(one.rows(), "row", "rows"),
                        one.date().toString(),
                        "Compare the days below with those before; consider training again.",
                        "predictions")));
    }
}
