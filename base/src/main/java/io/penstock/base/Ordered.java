package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Unmodifiable copies that keep the order of the original, which {@link Map#copyOf} does not. */
public final class Ordered {
    private Ordered() {}

    /** A copy in the same order; keys and values must not be null. */
    public static <K, V> Map<K, V> copy(Map<? extends K, ? extends V> map) {
        map.forEach((key, value) -> {
            requireNonNull(key, "key of map");
            requireNonNull(value, () -> "value of key " + key);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A copy in the same order whose values may be null, as rows of values may be. */
    public static <K, V> Map<K, V> copyWithNulls(Map<? extends K, ? extends V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
