package io.penstock.base;

/** The form of a noun behind a count: 1 row, 0 rows, 2 rows. */
public final class Plural {
    private Plural() {}

    /** The noun as it is where the count is 1, else with an s. */
    public static String of(long count, String noun) {
        return count == 1 ? noun : noun + "s";
    }
}
