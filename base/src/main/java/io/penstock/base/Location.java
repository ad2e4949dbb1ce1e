package io.penstock.base;

import static java.util.Objects.requireNonNull;

/** Where something is written: a file and its line, counted from 1; prints as {@code features/x.yaml:12}. */
public record Location(String file, int line) {
    /** The place of what was not read from a file. */
    public static final Location NONE = new Location("", 0);

    public Location {
        requireNonNull(file, "file");
    }

    @Override
    public String toString() {
        if (file.isEmpty()) {
            return "(no file)";
        }
        return line > 0 ? file + ":" + line : file;
    }
}
