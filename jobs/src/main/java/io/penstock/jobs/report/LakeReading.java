package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.base.RunId;
import io.penstock.features.Catalog;
import io.penstock.features.FeatureView;
import io.penstock.jobs.Project;
import io.penstock.lake.Lake;
import io.penstock.training.ModelSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Gathers a report from the tables of a lake and the definitions that it was built by. */
final class LakeReading {
    private final SparkSession spark;
    private final Lake lake;
    private final Project project;
    private final RunId writer;

    LakeReading(SparkSession spark, Lake lake, Project project, RunId writer) {
        this.spark = requireNonNull(spark, "spark");
        this.lake = requireNonNull(lake, "lake");
        this.project = requireNonNull(project, "project");
        this.writer = requireNonNull(writer, "writer");
    }

    ReportData read() {
        Catalog catalog = project.catalog();
        List<ModelSpec> models = List.copyOf(project.models().values());
        Tables tables = new Tables(lake);
        RunReading runReading = RunReading.of(lake, tables, writer);
        CheckReading checks = CheckReading.of(lake, tables, runReading);
        List<SourceFacts> sources = catalog.sources().values().stream()
                .map(source -> new SourceReading(lake, tables, checks).read(catalog.feed(source), source))
                .toList();
        FeatureBins bins = FeatureBins.of(spark, lake, models);
        List<ViewFacts> views = catalog.views().values().stream()
                .map(view -> ViewReading.read(view, tables, checks, bins))
                .toList();
        List<ModelFacts> modelFacts = models.stream()
                .map(model -> new ModelReading(spark, lake, tables, checks).read(model))
                .toList();
        Lineage lineage = new LineageReading(catalog, tables).read(models, sources, modelFacts, online(catalog));
        List<RunFacts> runs = runReading.runs();
        ProjectFacts facts = new ProjectFacts(
                project.name(),
                project.about().description().orElse(""),
                project.about().owner().orElse(""),
                withoutCredentials(lake.root()),
                asOf(runs, views, modelFacts));
        return new ReportData(facts, runs, sources, views, modelFacts, ConsistencyReading.of(lake), lineage);
    }

    private List<FeatureView> online(Catalog catalog) {
        return project.onlineStore().stream()
                .flatMap(store -> catalog.views().values().stream())
                .filter(FeatureView::isPublished)
                .toList();
    }

    private static String withoutCredentials(String root) {
        return root.replaceFirst("//[^/@]*@", "//");
    }

    private static Optional<Instant> asOf(List<RunFacts> runs, List<ViewFacts> views, List<ModelFacts> models) {
        Stream<Instant> asked =
                runs.stream().flatMap(run -> run.dates().stream()).map(range -> range.end());
        Stream<Instant> built =
                views.stream().flatMap(view -> view.days().stream()).map(DayRows::end);
        Stream<Instant> measured = models.stream()
                .flatMap(model -> model.performance().stream())
                .map(one -> new DayRows(one.date(), one.rows()).end());
        return Stream.of(asked, built, measured).flatMap(instants -> instants).max(Comparator.naturalOrder());
    }
}
