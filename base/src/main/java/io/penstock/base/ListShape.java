package io.penstock.base;

import java.util.Map;

/** A list whose items have one shape. */
record ListShape(Shape item) implements Shape {
    @Override
    public void check(YamlNode node, String what, Problems problems) {
        if (node instanceof YamlList list) {
            list.items().forEach(each -> item.check(each, "an item of " + what, problems));
        } else {
            problems.add(node.at(), what + " is " + Shape.kind(node) + ", but must be " + expected());
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "items", item.schema());
    }

    @Override
    public String expected() {
        return "a list, each item " + item.expected();
    }
}
