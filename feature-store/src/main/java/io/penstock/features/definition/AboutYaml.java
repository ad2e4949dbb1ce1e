package io.penstock.features.definition;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Shape;
import io.penstock.features.About;

/** The keys that every definition may have. */
public final class AboutYaml {
    /** {@code owner}, {@code description} and {@code tags}. */
    public static final ObjectShape SHAPE = Shape.object("about")
            .may("owner", Shape.text(), "Who answers for it.")
            .may("description", Shape.text(), "What it is for.")
            .may("tags", Shape.list(Shape.text()), "Words to find it by.");

    private AboutYaml() {}

    /** Reads the keys from a definition. */
    public static About read(Fields fields) {
        return new About(fields.text("owner"), fields.text("description"), fields.texts("tags"));
    }
}
