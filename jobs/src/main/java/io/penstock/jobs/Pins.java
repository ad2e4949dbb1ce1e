package io.penstock.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.EventKind;
import io.penstock.training.Model;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which versions of tables something that lives needs, and who: a model version that is registered and not retired needs its
 * training set and what that was made of; every product as it stands needs what its slices were made of; the online store
 * needs the version that it holds. From there on, whatever is needed needs the parents of its slices, down to the sources.
 */
final class Pins {

    private final Lake lake;
    private final Map<TableVersion, String> who = new LinkedHashMap<>();
    private final Deque<TableVersion> open = new ArrayDeque<>();

    private Pins(Lake lake) {
        this.lake = lake;
    }

    /** Reads registry, manifests and commit records; a model whose folder is lost or changed stops it. */
    static Pins of(Lake lake, SparkSession spark) {
        Pins pins = new Pins(lake);
        pins.models(spark);
        pins.online();
        lake.tables().stream().filter(table -> !Lake.isOfRecords(table)).forEach(table -> lake.latest(table)
                .ifPresent(version -> pins.need(version, table + " as it stands")));
        pins.follow();
        return pins;
    }

    /** The needed versions of a table. */
    Set<Long> versions(String table) {
        return who.keySet().stream()
                .filter(version -> version.table().equals(table))
                .map(TableVersion::version)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who needs a version; empty if nobody does. */
    Optional<String> who(TableVersion version) {
        return Optional.ofNullable(who.get(version));
    }

    private void models(SparkSession spark) {
        for (Row model :
                lake.readRecords(MetaTable.MODELS).select("model").distinct().collectAsList()) {
            List<ModelEvent> events = ModelRegistry.of(lake).events(model.getString(0));
            Set<Long> retired = events.stream()
                    .filter(event -> event.kind() == EventKind.RETIRED)
                    .map(ModelEvent::version)
                    .collect(Collectors.toSet());
            events.stream()
                    .filter(event -> event.kind() == EventKind.REGISTERED && !retired.contains(event.version()))
                    .forEach(event -> model(spark, event));
        }
    }

    private void model(SparkSession spark, ModelEvent event) {
        String name = "model " + event.model() + "@" + event.version();
        Map<String, Object> made = Model.load(spark, lake.root(), event.model(), event.digest())
                .manifest()
                .data();
        String set = made.get("training_set").toString();
        need(TableVersion.parse(set), name);
        ((List<?>) made.get("parents"))
                .forEach(parent -> need(TableVersion.parse(parent.toString()), name + " (through " + set + ")"));
    }

    /** What was put online last, and what was last put there as a whole: it serves until the other is there. */
    private void online() {
        Column whole = when(col("chunk").equalTo(col("chunks")), col("table_version"));
        for (Row row : lake.readRecords(MetaTable.ONLINE)
                .groupBy("view", "store")
                .agg(max(col("table_version")), max(whole))
                .collectAsList()) {
            String table = "features/" + row.getString(0);
            for (int column = 2; column <= 3; column++) {
                if (!row.isNullAt(column)) {
                    need(new TableVersion(table, row.getLong(column)), "the online store, which holds it");
                }
            }
        }
    }

    private void need(TableVersion version, String by) {
        if (lake.latest(version.table()).isPresent() && who.putIfAbsent(version, by) == null) {
            open.add(version);
        }
    }

    /** The parents of the commits that decided the slices of each needed version. */
    private void follow() {
        while (!open.isEmpty()) {
            TableVersion version = open.remove();
            Set<TableVersion> parents = new HashSet<>();
            lake.slices(version).values().forEach(slice -> parents.addAll(slice.parents()));
            parents.forEach(parent -> need(parent, through(version)));
        }
    }

    private String through(TableVersion version) {
        String by = who.get(version);
        return by.contains(" (through ") ? by : by + " (through " + version + ")";
    }
}
