package io.penstock.base;

import java.util.List;
import java.util.Map;

/** One of several objects, told apart by which of the tags it has as a key. */
record UnionShape(String title, Map<String, ObjectShape> byTag) implements Shape {
    UnionShape {
        byTag = Ordered.copy(byTag);
    }

    @Override
    public void check(YamlNode node, String what, Problems problems) {
        if (!(node instanceof YamlMap map)) {
            problems.add(node.at(), what + " is " + Shape.kind(node) + ", but must be " + expected());
            return;
        }
        List<String> tags =
                byTag.keySet().stream().filter(map.entries()::containsKey).toList();
        if (tags.size() == 1) {
            byTag.get(tags.get(0)).check(node, what, problems);
        } else if (tags.size() > 1) {
            problems.add(
                    node.at(),
                    what + " has the keys " + String.join(" and ", tags) + "; " + title + " has exactly one of them");
        } else {
            problems.add(
                    node.at(),
                    what + " is no " + title + ": it has " + found(map) + ", and none of "
                            + String.join(", ", byTag.keySet()) + meant(map));
        }
    }

    private static String found(YamlMap map) {
        return map.entries().isEmpty()
                ? "no key"
                : "the keys " + String.join(", ", map.entries().keySet());
    }

    private String meant(YamlMap map) {
        return map.entries().keySet().stream()
                .flatMap(key -> Nearest.to(key, byTag.keySet()).stream())
                .findFirst()
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("oneOf", byTag.values().stream().map(ObjectShape::schema).toList());
    }

    @Override
    public String expected() {
        return "a map with one of the keys " + String.join(", ", byTag.keySet());
    }
}
