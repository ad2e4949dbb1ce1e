package io.penstock.base;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A map with certain keys; {@link #need} and {@link #may} give a shape with one key more. */
public record ObjectShape(String title, Map<String, Key> keys) implements Shape {
    /** A key: what its value looks like, whether it must be there, and what it means. */
    public record Key(Shape shape, String doc, Presence presence) {}

    /** Whether a key must be there. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    public ObjectShape {
        keys = Ordered.copy(keys);
    }

    static ObjectShape titled(String title) {
        return new ObjectShape(title, Map.of());
    }

    /** With one key more, which must be there. */
    public ObjectShape need(String key, Shape shape, String doc) {
        return with(key, new Key(shape, doc, Presence.REQUIRED));
    }

    /** With one key more, which may be left out. */
    public ObjectShape may(String key, Shape shape, String doc) {
        return with(key, new Key(shape, doc, Presence.OPTIONAL));
    }

    /** With all keys of another object. */
    public ObjectShape and(ObjectShape other) {
        Map<String, Key> all = new LinkedHashMap<>(keys);
        all.putAll(other.keys);
        return new ObjectShape(title, all);
    }

    private ObjectShape with(String name, Key key) {
        Map<String, Key> all = new LinkedHashMap<>(keys);
        all.put(name, key);
        return new ObjectShape(title, all);
    }

    @Override
    public void check(YamlNode node, String what, Problems problems) {
        if (!(node instanceof YamlMap map)) {
            problems.add(node.at(), what + " is " + Shape.kind(node) + ", but must be " + expected());
            return;
        }
        map.entries().forEach((name, value) -> {
            if (keys.containsKey(name)) {
                keys.get(name).shape().check(value, name, problems);
            } else {
                problems.add(
                        map.at(name), "unknown key \"" + name + "\" in " + title + Nearest.hint(name, keys.keySet()));
            }
        });
        keys.forEach((name, key) -> {
            if (key.presence() == Presence.REQUIRED && !map.entries().containsKey(name)) {
                problems.add(node.at(), "key \"" + name + "\" is missing in " + title + ": " + key.doc());
            }
        });
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach((name, key) -> {
            Map<String, Object> schema = new TreeMap<>(key.shape().schema());
            schema.put("description", key.doc());
            properties.put(name, schema);
        });
        List<String> required = keys.entrySet().stream()
                .filter(entry -> entry.getValue().presence() == Presence.REQUIRED)
                .map(Map.Entry::getKey)
                .toList();
        return Map.of(
                "title", title,
                "type", "object",
                "properties", properties,
                "required", required,
                "additionalProperties", false);
    }

    @Override
    public String expected() {
        return "a map with the keys " + String.join(", ", keys.keySet());
    }
}
