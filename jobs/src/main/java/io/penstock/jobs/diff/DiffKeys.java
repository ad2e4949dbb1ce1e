package io.penstock.jobs.diff;

import io.penstock.features.Catalog;
import io.penstock.features.FeatureView;
import io.penstock.features.Source;
import io.penstock.features.TrainingSetSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns name a row of a table, and which say nothing of it: its run, and where in which file a source's row stood.
 *
 * @param columns empty where none are known
 */
public record DiffKeys(List<String> columns, Set<String> bookkeeping) {

    private static final Set<String> RUN = Set.of("run_id");
    private static final Set<String> PLACE = Set.of("run_id", "file", "row_number");

    public DiffKeys {
        columns = List.copyOf(columns);
        bookkeeping = Set.copyOf(bookkeeping);
    }

    /**
     * Of a features table the entity's keys and the tick, of a source its feed's key, of a model's training set and
     * predictions the spine's key and the moment (and the role), of a training set of a file the keys in its manifest and
     * the moment; of others none.
     *
     * @param sets the models' training sets by model
     * @param manifest the details of the table's newest commit
     */
    public static DiffKeys of(
            String table, Catalog catalog, Map<String, TrainingSetSpec> sets, Map<String, Object> manifest) {
        String name = table.substring(table.indexOf('/') + 1);
        return switch (table.substring(0, table.indexOf('/'))) {
            case "sources" -> new DiffKeys(sourceKey(catalog.sources().get(name), catalog), PLACE);
            case "features" -> new DiffKeys(viewKey(catalog.views().get(name), catalog), RUN);
            case "training_sets" ->
                new DiffKeys(
                        manifest.get("keys") instanceof List<?> keys
                                ? with(keys, "moment")
                                : spineKey(sets.get(name), catalog, "moment"),
                        RUN);
            case "predictions" -> new DiffKeys(spineKey(sets.get(name), catalog, "moment", "role"), RUN);
            default -> new DiffKeys(List.of(), RUN);
        };
    }

    boolean ignored(String column) {
        return bookkeeping.contains(column);
    }

    private static List<String> sourceKey(Source source, Catalog catalog) {
        return source == null ? List.of() : catalog.feed(source).key();
    }

    private static List<String> viewKey(FeatureView view, Catalog catalog) {
        return view == null ? List.of() : with(catalog.entity(view).keys().keySet(), "event_timestamp");
    }

    private static List<String> spineKey(TrainingSetSpec set, Catalog catalog, String... more) {
        return set == null
                ? List.of()
                : with(catalog.feed(catalog.source(set.spine().source())).key(), more);
    }

    private static List<String> with(Iterable<?> keys, String... more) {
        List<String> all = new ArrayList<>();
        keys.forEach(key -> all.add(key.toString()));
        all.addAll(Arrays.asList(more));
        return all;
    }
}
