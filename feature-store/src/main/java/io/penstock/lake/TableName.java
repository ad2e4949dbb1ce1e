package io.penstock.lake;

import io.penstock.base.UserError;
import java.util.List;
import java.util.regex.Pattern;

/** The name of a table in a lake, such as {@code sources/departures}: its folder below the root. */
record TableName(String value) {

    static final List<String> KINDS =
            List.of("sources", "quarantine", "features", "training_sets", "predictions", "monitoring", "meta");

    private static final Pattern LEAF = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    static TableName of(String value) {
        String[] parts = value.split("/", -1);
        if (parts.length != 2
                || !KINDS.contains(parts[0])
                || !LEAF.matcher(parts[1]).matches()) {
            throw new UserError("no table can be named '" + value + "'; a table is one of " + String.join("/, ", KINDS)
                    + "/ and a name of letters, digits, _ and -, such as sources/departures");
        }
        return new TableName(value);
    }

    /** Whether this text is a table's name. */
    static boolean fits(String kind, String leaf) {
        return KINDS.contains(kind) && LEAF.matcher(leaf).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
