package io.penstock.base;

import static java.util.Objects.requireNonNull;

/**
 * A YAML scalar. {@code text} is its value with the environment filled in, {@code written} what stands in the file:
 * only that may appear in messages, for values from the environment can be secrets. {@code plain} is true where it was
 * written without quotes or came from the environment: only then may it be a number, a boolean or null.
 */
public record YamlScalar(Location at, String text, String written, boolean plain) implements YamlNode {
    public YamlScalar {
        requireNonNull(at, "at");
        requireNonNull(text, "text");
        requireNonNull(written, "written");
    }

    /** Whether it is YAML's null: nothing, {@code ~} or {@code null}, unquoted. */
    public boolean isNull() {
        return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    /** Prints without its value, which can be a secret. */
    @Override
    public String toString() {
        return written;
    }
}
