package io.penstock.base;

import java.util.List;
import java.util.Map;

/** A single value of one shape, or a list or map of another. */
record EitherShape(Shape single, Shape compound) implements Shape {
    @Override
    public void check(YamlNode node, String what, Problems problems) {
        if (node instanceof YamlScalar scalar && scalar.isNull() && !single.equals(Shape.value())) {
            problems.add(node.at(), what + " is empty, but must be " + expected());
        } else {
            (node instanceof YamlScalar ? single : compound).check(node, what, problems);
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(single.schema(), compound.schema()));
    }

    @Override
    public String expected() {
        return single.expected() + ", or " + compound.expected();
    }
}
