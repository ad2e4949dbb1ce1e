package io.penstock.base;

import static java.util.Objects.requireNonNull;

/** An SQL expression as written in a definition, and where. */
public record Sql(String text, Location at) {
    public Sql {
        requireNonNull(text, "text");
        requireNonNull(at, "at");
    }

    /** An expression that stands in no file. */
    public static Sql of(String text) {
        return new Sql(text, Location.NONE);
    }

    @Override
    public String toString() {
        return text;
    }
}
