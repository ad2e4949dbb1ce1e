package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A YAML mapping with text keys, in the order of the file; {@code keyAt} is where each key stands. */
public record YamlMap(Location at, Map<String, YamlNode> entries, Map<String, Location> keyAt) implements YamlNode {
    public YamlMap {
        requireNonNull(at, "at");
        entries = Ordered.copy(entries);
        keyAt = Ordered.copy(keyAt);
    }

    /** A map without entries. */
    public static YamlMap empty(Location at) {
        return new YamlMap(at, Map.of(), Map.of());
    }

    /** The value of a key; empty where the key is absent or its value is null. */
    public Optional<YamlNode> find(String key) {
        return Optional.ofNullable(entries.get(key)).filter(node -> !(node instanceof YamlScalar s && s.isNull()));
    }

    /** Where a key stands; the map's own place where the key is absent. */
    public Location at(String key) {
        return keyAt.getOrDefault(key, at);
    }

    /**
     * This map with another laid over it: maps are merged key by key, anything else is replaced, a key whose new value
     * is null is removed, and the keys named in {@code whole} are replaced as a whole even where both are maps.
     */
    public YamlMap overlaid(YamlMap over, Set<String> whole) {
        Map<String, YamlNode> merged = new LinkedHashMap<>(entries);
        Map<String, Location> places = new LinkedHashMap<>(keyAt);
        over.entries.forEach((key, value) -> {
            if (over.find(key).isEmpty()) {
                merged.remove(key);
                places.remove(key);
            } else {
                merged.put(key, merged(entries.get(key), value, whole.contains(key), whole));
                places.put(key, over.at(key));
            }
        });
        return new YamlMap(at, merged, places);
    }

    private static YamlNode merged(YamlNode old, YamlNode value, boolean replace, Set<String> whole) {
        return !replace && old instanceof YamlMap a && value instanceof YamlMap b ? a.overlaid(b, whole) : value;
    }
}
