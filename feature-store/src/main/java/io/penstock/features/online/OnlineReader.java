package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.base.UserError;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineTick;
import io.penstock.features.OnlineView;
import io.penstock.features.online.OnlineAnswer.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the features of single keys, for a service to embed: it needs no Spark and no project.
 *
 * <p>Of the class path it takes the jars of base and feature-store, Jackson, SLF4J, and the driver of the store that is
 * used (sqlite-jdbc or jedis with commons-pool2). One reader serves one thread at a time.
 */
public final class OnlineReader implements AutoCloseable {
    private final OnlineStore store;

    private OnlineReader(OnlineStore store) {
        this.store = store;
    }

    /**
     * Opens the store that a setting names.
     *
     * @throws UserError if it is a SQLite file that is not there
     */
    public static OnlineReader open(OnlineSetting setting) {
        if (setting instanceof OnlineSetting.Sqlite sqlite && !Files.exists(Path.of(sqlite.path()))) {
            throw new UserError("there is no online store " + sqlite.path() + ": `penstock materialize` makes it");
        }
        return new OnlineReader(OnlineStore.open(setting));
    }

    /** The names and types of a view's keys and features, and its newest tick; empty if it was never put online. */
    public Optional<OnlineView> view(String view) {
        return store.view(view);
    }

    /**
     * The features of a key at a moment: found, empty, or stale where the view's newest tick is more than its {@code ttl}
     * older than the moment.
     *
     * @param keys the entity's keys by name
     * @throws UserError if the view was never put online, or a key has another name or type
     */
    public OnlineAnswer read(String view, Map<String, ?> keys, Instant moment) {
        OnlineView known = known(view);
        Optional<OnlineRow> row = store.read(view, new LinkedHashMap<>(keys));
        OnlineTick at = row.map(OnlineRow::at).orElse(known.newest());
        Duration age = Duration.between(at.tick(), known.newest().tick());
        boolean buried = row.map(OnlineRow::isTombstone).orElse(true);
        // A tombstone holds until its key comes back; only values can be left behind.
        Duration behind = buried || age.isNegative() ? Duration.ZERO : age;
        Duration old = Duration.between(known.newest().tick(), moment).plus(behind);
        if (known.schema().ttl().map(ttl -> old.compareTo(ttl) > 0).orElse(false)) {
            return new OnlineAnswer(State.STALE, Map.of(), at, behind);
        }
        Map<String, Object> empty = empty(known.schema());
        Map<String, Object> values = buried ? empty : row.orElseThrow().values();
        return new OnlineAnswer(values.equals(empty) ? State.EMPTY : State.FOUND, values, at, behind);
    }

    /** The same as of the view's newest tick, whatever time it is: only a key that was left behind is stale. */
    public OnlineAnswer read(String view, Map<String, ?> keys) {
        return read(view, keys, known(view).newest().tick());
    }

    /** Keys given as text, as the values of their types. */
    public static Map<String, Object> keys(OnlineSchema schema, Map<String, String> texts) {
        Map<String, Object> keys = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            ColumnType type = schema.keys().getOrDefault(name, ColumnType.STRING);
            keys.put(name, ValueType.parse(text, type, "key " + name + " of " + schema.view()));
        });
        new KeyText(schema).of(keys);
        return keys;
    }

    private OnlineView known(String view) {
        return store.view(view)
                .orElseThrow(() -> new UserError(view
                        + " was never materialized: the online store knows no tick of it; `penstock materialize " + view
                        + "` puts a published view online"));
    }

    private static Map<String, Object> empty(OnlineSchema schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        schema.features()
                .keySet()
                .forEach(name -> values.put(name, schema.counts().contains(name) ? (Object) 0L : null));
        return values;
    }

    @Override
    public void close() {
        store.close();
    }
}
