package io.penstock.features;

import io.penstock.features.online.OnlineStores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest values of published views, by key.
 *
 * <p>A row with a newer (tick, table version) replaces an older one, never the other way, and an equal one changes
 * nothing: the store itself decides, so writers that race need no lock. Rows older than the view's newest complete tick
 * are kept out too, also of keys that the store does not hold.
 *
 * <p>Every call throws a {@link io.penstock.base.UserError} for what the user can fix (a wrong password, a corrupt file, a
 * value of another schema version) and a retryable {@link io.penstock.base.Fault} for what may pass (no connection, a
 * locked file). Not for use by several threads at once.
 */
public interface OnlineStore extends AutoCloseable {
    /** The version of what is stored that this code reads and writes. */
    int SCHEMA_VERSION = 1;

    /** Opens the store that a setting names; a SQLite file is made where there is none. */
    static OnlineStore open(OnlineSetting setting) {
        return OnlineStores.open(setting);
    }

    /** A random name that the store was given when it was made: a store that was lost and made anew has another. */
    String id();

    /** Keeps the schema, so that rows of it can be written and read. */
    void declare(OnlineSchema schema);

    /** Writes rows of a declared schema, newer only. */
    OnlineWritten write(OnlineSchema schema, List<OnlineRow> rows);

    /**
     * Says that every key that the view has at this tick was written: all other keys become tombstones of this tick, and
     * the view's newest tick is this one, unless it is newer already.
     *
     * @return how many keys became tombstones
     */
    long complete(OnlineSchema schema, OnlineTick tick);

    /**
     * The row of a key, given by the names and values of all keys of the view's entity; empty if the store has none, which
     * means the same as a tombstone where {@link #view} knows the view.
     */
    Optional<OnlineRow> read(String view, Map<String, Object> keys);

    /** All rows of a view, tombstones too, in no order, read while they are consumed; to be closed. */
    Stream<OnlineRow> rows(String view);

    /** What is known of the view; empty if it was never completely put online. */
    Optional<OnlineView> view(String view);

    @Override
    void close();
}
