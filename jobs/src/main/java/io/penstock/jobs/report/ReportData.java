package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Everything a report shows: aggregates and definitions, no row of data. Lists are in the order in which they show. */
public record ReportData(
        ProjectFacts project,
        List<RunFacts> runs,
        List<SourceFacts> sources,
        List<ViewFacts> views,
        List<ModelFacts> models,
        Lineage lineage) {
    public ReportData {
        requireNonNull(project, "project");
        runs = List.copyOf(runs);
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        models = List.copyOf(models);
        requireNonNull(lineage, "lineage");
    }
}
