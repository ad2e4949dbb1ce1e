package io.penstock.base;

import static java.util.Objects.requireNonNull;

/** One thing that is wrong with a definition, and where; prints as {@code file:line: text}. */
public record Problem(Location at, String text) {
    public Problem {
        requireNonNull(at, "at");
        requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return at.equals(Location.NONE) ? text : at + ": " + text;
    }
}
