package io.penstock.features;

import static java.util.Objects.requireNonNull;

/**
 * A slice that a step needs and that is not there.
 *
 * @param table the product it belongs to, such as {@code sources/departures}
 * @param slice the batch or day
 * @param why what is known of it: {@code missing}, {@code blocked: row_count ...}
 */
public record MissingInput(String table, String slice, String why) {

    public MissingInput {
        requireNonNull(table, "table");
        requireNonNull(slice, "slice");
        requireNonNull(why, "why");
    }

    @Override
    public String toString() {
        return table + "/" + slice + " (" + why + ")";
    }
}
