package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One version of a table of the lake; prints as {@code sources/departures@3}. */
public record TableVersion(String table, long version) implements Comparable<TableVersion> {
    private static final Pattern WRITTEN = Pattern.compile("([^@\\s]+)@(\\d{1,18})");

    public TableVersion {
        requireNonNull(table, "table");
        if (version < 0) {
            throw new UserError("version of " + table + " is " + version + "; versions count from 0");
        }
    }

    /** Reads what {@link #toString} prints. */
    public static TableVersion parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new UserError("\"" + text + "\" names no table version; write it as sources/departures@3");
        }
        return new TableVersion(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(TableVersion other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : Long.compare(version, other.version);
    }

    @Override
    public String toString() {
        return table + "@" + version;
    }
}
