package io.penstock.base;

import java.util.Map;

/** A single value of a kind. */
record ScalarShape(Scalar<?> kind) implements Shape {
    @Override
    public void check(YamlNode node, String what, Problems problems) {
        boolean fits = node instanceof YamlScalar scalar
                && (kind == Scalar.VALUE || !scalar.isNull())
                && kind.parse().apply(scalar).isPresent();
        if (!fits) {
            problems.add(node.at(), what + " is " + Shape.kind(node) + ", but must be " + expected() + meant(node));
        }
    }

    private String meant(YamlNode node) {
        return node instanceof YamlScalar scalar
                ? Nearest.to(scalar.written(), kind.words())
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("")
                : "";
    }

    @Override
    public Map<String, Object> schema() {
        return kind.schema();
    }

    @Override
    public String expected() {
        return kind.expected();
    }
}
