package io.penstock.features.online;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import io.penstock.features.OnlineTick;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What the store answers about a key.
 *
 * @param values one a feature, in the order of the view; none unless {@code state} is found or empty
 * @param at the tick that the values are of; the view's newest where the store holds nothing of the key
 * @param age from that tick to the view's newest
 */
public record OnlineAnswer(State state, Map<String, Object> values, OnlineTick at, Duration age) {
    public OnlineAnswer {
        requireNonNull(state, "state");
        values = Ordered.copyWithNulls(values);
        requireNonNull(at, "at");
        requireNonNull(age, "age");
    }

    /** Which answer it is. */
    public enum State {
        /** The key has values. */
        FOUND,
        /** Nothing of the key lies in the windows: counts are 0, all else is null. */
        EMPTY,
        /** Too old for the view's {@code ttl}: values are refused. */
        STALE;

        /** As results spell it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
