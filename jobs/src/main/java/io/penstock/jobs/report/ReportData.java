package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.base.RunId;
import io.penstock.jobs.Project;
import io.penstock.lake.Lake;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Everything a report shows: aggregates and definitions, no row of data. Lists are in the order in which they show. */
public record ReportData(
        ProjectFacts project,
        List<RunFacts> runs,
        List<SourceFacts> sources,
        List<ViewFacts> views,
        List<ModelFacts> models,
        List<ComparedFacts> compared,
        Lineage lineage) {
    public ReportData {
        requireNonNull(project, "project");
        runs = List.copyOf(runs);
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        models = List.copyOf(models);
        compared = List.copyOf(compared);
        requireNonNull(lineage, "lineage");
    }

    /**
     * Gathers everything from the tables of a lake, by the definitions that it is built by.
     *
     * @param writer the run whose last step this is
     */
    public static ReportData read(Lake lake, Project project, RunId writer) {
        return new LakeReading(SparkSession.active(), lake, project, writer).read();
    }
}
