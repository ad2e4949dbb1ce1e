package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Verdict;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import io.penstock.features.ingest.BatchOutcome;
import io.penstock.features.ingest.BatchStatus;
import io.penstock.features.ingest.Counts;
import io.penstock.features.ingest.IngestOutcome;
import io.penstock.features.ingest.Ingestion;
import io.penstock.features.ingest.SourceOutcome;
import io.penstock.lake.Lake;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Raw files of a feed's batches to gated sources; all batches of a range in one pass. */
final class IngestJob {

    private static final int REASONS = 20;

    private IngestJob() {}

    /** The batch labels of a feed that lie in a range of days; {@code all} for a feed without batches. */
    static List<String> batches(Feed feed, DateRange days) {
        return feed.batch()
                .map(batch -> days.days().stream()
                        .filter(day -> !day.isBefore(batch.starts()))
                        .map(LocalDate::toString)
                        .toList())
                .orElse(List.of("all"));
    }

    static List<StepResult> run(RunContext context, Feed feed, DateRange days) {
        List<Source> sources = context.project().catalog().sources().values().stream()
                .filter(source -> source.feed().equals(feed.name()))
                .toList();
        List<String> batches = batches(feed, days);
        if (batches.isEmpty()) {
            String starts = feed.batch().orElseThrow().starts().toString();
            String reason = "feed " + feed.name() + " starts on " + starts + ", after the days asked for";
            return List.of(context.ends(
                    StepResult.of("ingest", "feeds/" + feed.name(), Verdict.NOTHING_TO_DO, List.of(reason))));
        }
        context.begins("ingest", "feeds/" + feed.name());
        IngestOutcome outcome = new Ingestion(context.spark())
                .run(context.lake(), context.root(), feed, sources, batches, context.run());
        List<StepResult> results = new ArrayList<>();
        for (SourceOutcome source : outcome.sources()) {
            results.add(context.ends(result(source, reasons(source, feed, context.lake()))));
        }
        return results;
    }

    private static StepResult result(SourceOutcome source, List<String> reasons) {
        Counts counts = source.counts();
        SortedMap<String, Long> rows = new TreeMap<>();
        rows.put("in", counts.read());
        rows.put("out", counts.good());
        rows.put("quarantined", counts.quarantined());
        rows.put("filtered", counts.filtered());
        rows.put("blocked", counts.blocked());
        return new StepResult(
                "ingest",
                "sources/" + source.source(),
                verdict(source),
                source.version(),
                List.of(),
                rows,
                new TreeMap<>(),
                shortened(reasons),
                source.took().toMillis() / 1000.0);
    }

    private static List<String> reasons(SourceOutcome source, Feed feed, Lake lake) {
        List<String> reasons = new ArrayList<>();
        Set<String> published =
                source.version().map(lake::slices).orElse(Map.of()).keySet();
        for (BatchOutcome batch : source.batches()) {
            batch.reasons().forEach(reason -> reasons.add(batch.batch() + ": " + reason));
            batch.refusals().forEach(refusal -> reasons.add(batch.batch() + ": " + refusal));
            if (batch.status() == BatchStatus.BLOCKED && published.contains(batch.batch())) {
                reasons.add(batch.batch() + ": its rows of before stay in force");
            }
        }
        List<String> outdated = source.outdated();
        if (feed.batch().isPresent() && !outdated.isEmpty()) {
            String first = outdated.get(0);
            String last = outdated.get(outdated.size() - 1);
            reasons.add("batches made under another definition: " + outdated.size() + ", from " + first + " to " + last
                    + "; `penstock ingest " + feed.name() + " --from " + first + " --to " + last + "` makes them anew");
        }
        return reasons;
    }

    private static Verdict verdict(SourceOutcome source) {
        boolean blocked = !source.with(BatchStatus.BLOCKED).isEmpty()
                || !source.with(BatchStatus.MISSING).isEmpty();
        if (blocked) {
            return Verdict.BLOCKED;
        }
        return source.with(BatchStatus.OK).isEmpty() ? Verdict.NOTHING_TO_DO : Verdict.OK;
    }

    private static List<String> shortened(List<String> reasons) {
        if (reasons.size() <= REASONS) {
            return reasons;
        }
        List<String> first = new ArrayList<>(reasons.subList(0, REASONS));
        first.add("and " + (reasons.size() - REASONS) + " more, see meta/batches and meta/checks");
        return first;
    }

    /** The feeds of a project, or the one that is named. */
    static List<Feed> feeds(Project project, Optional<String> name) {
        return name.map(one -> List.of(project.catalog().feed(one)))
                .orElseGet(() -> List.copyOf(project.catalog().feeds().values()));
    }
}
