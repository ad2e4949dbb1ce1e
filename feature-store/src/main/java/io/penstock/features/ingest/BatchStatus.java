package io.penstock.features.ingest;

import java.util.Locale;

/** What became of a batch in a source. */
public enum BatchStatus {
    /** Its good rows are published. */
    OK,
    /** Same files, same definition: what is published stays, nothing was read. */
    NOTHING_TO_DO,
    /** Nothing of it was published; its rows are in quarantine. */
    BLOCKED,
    /** There is no file. */
    MISSING;

    /** As stored in tables and results: lower case. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
