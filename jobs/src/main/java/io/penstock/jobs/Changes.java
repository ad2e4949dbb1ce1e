package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.TableVersion;
import io.penstock.features.FeatureStore;
import io.penstock.features.FeatureView;
import io.penstock.features.Source;
import io.penstock.features.ViewPlan;
import io.penstock.features.ingest.Ingestion;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.SliceRecord;
import io.penstock.training.Model;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/** What the definitions of a project change in a lake that was built by others: which tables, how much, what it takes. */
final class Changes {

    private final Project project;
    private final Lake lake;
    private final SparkSession spark;
    private final List<List<Object>> rows = new ArrayList<>();

    Changes(Project project, Lake lake, SparkSession spark) {
        this.project = project;
        this.lake = lake;
        this.spark = spark;
    }

    /** A row a source, a published view and a model; tables that no definition makes any more are removed ones. */
    Listing listing() {
        project.catalog().sources().values().forEach(this::source);
        FeaturesJob.views(project, Optional.empty()).forEach(this::view);
        project.models(Optional.empty()).forEach(this::model);
        removed();
        return new Listing(List.of("kind", "name", "change", "slices", "rows", "what_it_takes"), rows, "");
    }

    private void source(Source source) {
        Map<String, SliceRecord> slices = slices(source.table());
        List<String> outdated = slices.isEmpty()
                ? List.of()
                : new Ingestion(spark)
                        .outdated(lake, project.folder(), project.catalog().feed(source), source);
        slices.keySet().retainAll(outdated);
        add(
                "source",
                source.name(),
                source.table(),
                slices,
                outdated.isEmpty() ? "" : "ingest " + source.feed() + span(slices));
    }

    private void view(FeatureView view) {
        Map<String, SliceRecord> slices = slices(view.table());
        String takes = "";
        if (!slices.isEmpty()) {
            LocalDate last = LocalDate.parse(new TreeSet<>(slices.keySet()).last());
            ViewPlan plan = new FeatureStore(lake, project.catalog()).plan(view, DateRange.of(last));
            if (plan.replaced().isPresent()) {
                takes = "backfill" + span(slices) + "; the table begins anew, its days go to "
                        + plan.replaced().get().name();
            } else {
                slices.keySet()
                        .retainAll(plan.healed().keySet().stream()
                                .map(LocalDate::toString)
                                .toList());
                takes = slices.isEmpty() ? "" : "nothing, the next `features` heals " + plan.healedDays();
            }
        }
        add("feature_view", view.name(), view.table(), slices, takes);
    }

    private void add(String kind, String name, String table, Map<String, SliceRecord> slices, String takes) {
        if (lake.latest(table).isEmpty()) {
            row(kind, name, "new", Map.of(), "nothing is built yet");
        } else if (takes.isEmpty()) {
            row(kind, name, "unchanged", Map.of(), "");
        } else {
            row(kind, name, "changed", slices, takes);
        }
    }

    private void model(ModelSpec spec) {
        Optional<ModelVersion> champion = ModelRegistry.of(lake).championAt(spec.name(), Instant.now());
        List<String> changed = champion.map(this::changedViews).orElse(List.of());
        String takes =
                "train: " + String.join(", ", changed) + " changed, and until then " + spec.name() + " cannot score";
        if (champion.isEmpty()) {
            row("model", spec.name(), "new", Map.of(), "no version was ever promoted");
        } else {
            row(
                    "model",
                    spec.name(),
                    changed.isEmpty() ? "unchanged" : "changed",
                    Map.of(),
                    changed.isEmpty() ? "" : takes);
        }
    }

    private List<String> changedViews(ModelVersion champion) {
        Model model = Model.load(spark, lake.root(), champion.model(), champion.digest());
        Map<String, FeatureView> views = project.catalog().views();
        return model.manifest().viewHashes().entrySet().stream()
                .filter(view -> !views.containsKey(view.getKey())
                        || !views.get(view.getKey()).definitionHash().equals(view.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void removed() {
        for (String table : lake.tables()) {
            String name = table.substring(table.indexOf('/') + 1);
            if (table.startsWith("sources/") && !project.catalog().sources().containsKey(name)) {
                row("source", name, "removed", slices(table), "nothing; its table stays");
            } else if (table.startsWith("features/")
                    && !project.catalog().views().containsKey(name)) {
                row("feature_view", name, "removed", slices(table), "nothing; its table stays");
            }
        }
    }

    private void row(String kind, String name, String change, Map<String, SliceRecord> slices, String takes) {
        long count = slices.values().stream().mapToLong(SliceRecord::rows).sum();
        boolean none = slices.isEmpty();
        rows.add(Arrays.asList(kind, name, change, none ? null : slices.size(), none ? null : count, takes));
    }

    private Map<String, SliceRecord> slices(String table) {
        Optional<TableVersion> version = lake.latest(table);
        return new TreeMap<>(version.map(lake::slices).orElse(Map.of()));
    }

    /** The slices as options of a command; none for the one slice of a table without batches. */
    private static String span(Map<String, SliceRecord> slices) {
        TreeSet<String> names = new TreeSet<>(slices.keySet());
        return names.contains(Layout.WHOLE) ? "" : " --from " + names.first() + " --to " + names.last();
    }
}
