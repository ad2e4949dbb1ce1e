package io.penstock.jobs.report;

import io.penstock.base.TableVersion;
import io.penstock.features.Catalog;
import io.penstock.features.FeatureRef;
import io.penstock.features.FeatureView;
import io.penstock.features.Source;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.MetaTable;
import io.penstock.training.ModelSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The picture of what is made of what: edges by definition, versions by the newest commits and their parents. */
final class LineageReading {
    private final Catalog catalog;
    private final Tables tables;
    private final List<Lineage.Node> nodes = new ArrayList<>();
    private final Set<Lineage.Edge> edges = new LinkedHashSet<>();
    private final Map<String, Long> pinned = new TreeMap<>();

    LineageReading(Catalog catalog, Tables tables) {
        this.catalog = catalog;
        this.tables = tables;
    }

    /** @param online views that are put into the online store */
    Lineage read(List<ModelSpec> models, List<SourceFacts> sources, List<ModelFacts> facts, List<FeatureView> online) {
        facts.stream()
                .flatMap(model -> model.card().stream())
                .flatMap(card -> card.pins().stream())
                .forEach(this::pin);
        catalog.feeds().keySet().forEach(feed -> node(feed(feed), Lineage.Layer.FILES, feed, batches(feed, sources)));
        catalog.sources().values().forEach(this::source);
        catalog.views().values().forEach(this::view);
        for (int i = 0; i < models.size(); i++) {
            model(models.get(i), facts.get(i));
        }
        online(online);
        return new Lineage(nodes, List.copyOf(edges));
    }

    private void pin(String text) {
        TableVersion version = TableVersion.parse(text);
        pinned.putIfAbsent(version.table(), version.version());
    }

    private void source(Source source) {
        node(source.table(), Lineage.Layer.SOURCES, source.name(), versions(source.table()));
        edge(feed(source.feed()), source.table());
    }

    private void view(FeatureView view) {
        node(view.table(), Lineage.Layer.VIEWS, view.name(), view.isPublished() ? versions(view.table()) : "exact");
        edge("sources/" + view.source(), view.table());
    }

    private void model(ModelSpec spec, ModelFacts facts) {
        String set = spec.data().table();
        String model = "models/" + spec.name();
        String predictions = ModelReading.predictions(spec);
        node(set, Lineage.Layer.TRAINING_SET, spec.name(), versions(set));
        node(model, Lineage.Layer.MODEL, spec.name(), version(facts));
        node(predictions, Lineage.Layer.PREDICTIONS, spec.name(), versions(predictions));
        edge("sources/" + spec.data().spine().source(), set);
        edge("sources/" + spec.data().label().source(), set);
        spec.data().features().stream().map(FeatureRef::view).distinct().forEach(view -> edge("features/" + view, set));
        edge(set, model);
        edge(model, predictions);
        spec.monitor().ifPresent(monitor -> {
            monitor.drift().ifPresent(drift -> watched(MetaTable.DRIFT, "drift", predictions));
            monitor.performance().ifPresent(limit -> watched(MetaTable.PERFORMANCE, "performance", predictions));
        });
    }

    private void online(List<FeatureView> views) {
        if (!views.isEmpty()) {
            String store = MetaTable.ONLINE.table();
            node(store, Lineage.Layer.TRAINING_SET, "online store", versions(store));
            views.forEach(view -> edge(view.table(), store));
            watched(MetaTable.CONSISTENCY, "consistency", store);
        }
    }

    private void watched(MetaTable records, String name, String from) {
        if (nodes.stream().noneMatch(node -> node.id().equals(records.table()))) {
            node(records.table(), Lineage.Layer.WATCHED, name, versions(records.table()));
        }
        edge(from, records.table());
    }

    private static String version(ModelFacts facts) {
        return facts.card()
                .map(card -> "version " + card.version() + (card.alias().isEmpty() ? "" : " · " + card.alias()))
                .orElse("none yet");
    }

    private String versions(String table) {
        Optional<Long> newest = tables.newest(table).map(CommitRecord::version).map(TableVersion::version);
        if (newest.isEmpty()) {
            return "none yet";
        }
        Long pin = pinned.get(table);
        return "@" + newest.get() + (pin == null || pin.equals(newest.get()) ? "" : " · model @" + pin);
    }

    private String batches(String feed, List<SourceFacts> sources) {
        long most = sources.stream()
                .filter(source -> catalog.source(source.name()).feed().equals(feed))
                .mapToLong(source -> source.batches().stream()
                        .filter(batch -> !batch.status().equals("missing"))
                        .count())
                .max()
                .orElse(0);
        return most == 0 ? "none yet" : most + (most == 1 ? " batch" : " batches");
    }

    private void node(String id, Lineage.Layer layer, String name, String note) {
        nodes.add(new Lineage.Node(id, layer, name, note));
    }

    private void edge(String from, String to) {
        edges.add(new Lineage.Edge(from, to));
    }

    private static String feed(String name) {
        return "files/" + name;
    }
}
