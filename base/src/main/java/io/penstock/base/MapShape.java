package io.penstock.base;

import java.util.Map;

/** A map from names that the user chooses to values of one shape. */
record MapShape(Shape key, Shape value) implements Shape {
    @Override
    public void check(YamlNode node, String what, Problems problems) {
        if (!(node instanceof YamlMap map)) {
            problems.add(node.at(), what + " is " + Shape.kind(node) + ", but must be " + expected());
            return;
        }
        map.entries().forEach((name, each) -> {
            key.check(new YamlScalar(map.at(name), name, name, false), "key \"" + name + "\" of " + what, problems);
            value.check(each, name, problems);
        });
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "propertyNames", key.schema(), "additionalProperties", value.schema());
    }

    @Override
    public String expected() {
        return "a map of names, each to " + value.expected();
    }
}
