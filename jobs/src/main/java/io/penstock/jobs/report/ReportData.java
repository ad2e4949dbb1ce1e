package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.features.About;
import io.penstock.features.Catalog;
import io.penstock.lake.Lake;
import io.penstock.training.ModelSpec;
import java.util.List;
import org.apache.spark.sql.SparkSession;

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

    /**
     * Gathers everything from a lake's tables, by the definitions that it is built by.
     *
     * @param project its name
     * @param about what it is for
     */
    public static ReportData read(Lake lake, String project, About about, Catalog catalog, List<ModelSpec> models) {
        return new LakeReading(SparkSession.active(), lake, catalog, models).read(project, about);
    }
}
