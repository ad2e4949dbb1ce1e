package io.penstock.features;

import java.util.Locale;

/** How the rows of a source that share a key relate. */
public enum Mode {
    /** The row with the newest created_timestamp counts, an older one is retracted. */
    KEYED,

    /** Every row counts. */
    APPEND;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
