package io.penstock.base;

import static java.util.Objects.requireNonNull;

/**
 * A YAML scalar as written. {@code plain} is true where it was written without quotes (or came from the environment):
 * only then may it be a number, a boolean or null.
 */
public record YamlScalar(Location at, String text, boolean plain) implements YamlNode {
    public YamlScalar {
        requireNonNull(at, "at");
        requireNonNull(text, "text");
    }

    /** Whether it is YAML's null: nothing, {@code ~} or {@code null}, unquoted. */
    public boolean isNull() {
        return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }
}
