package io.penstock.features.online;

import io.penstock.features.OnlineSetting;
import java.time.Instant;
import java.util.Map;

/** Reads features of single keys, for a service to embed: no Spark on the class path is needed. */
public final class OnlineReader implements AutoCloseable {

    private OnlineReader() {}

    /** Opens the store that a setting names, which must be there. */
    public static OnlineReader open(OnlineSetting setting) {
        throw new UnsupportedOperationException(setting.toString());
    }

    /** The features of a key at a moment: found, empty, or stale where the view's newest tick is older than its ttl. */
    public OnlineAnswer read(String view, Map<String, Object> keys, Instant moment) {
        throw new UnsupportedOperationException(view + keys + moment);
    }

    @Override
    public void close() {}
}
