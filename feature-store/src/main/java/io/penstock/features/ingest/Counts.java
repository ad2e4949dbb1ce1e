package io.penstock.features.ingest;

import io.penstock.base.Fault;

/** What became of the rows of a batch in a source: read = good + quarantined + filtered + blocked, always. */
public record Counts(long read, long good, long quarantined, long filtered, long blocked) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public Counts {
        if (read != good + quarantined + filtered + blocked) {
            throw new Fault("rows were lost or doubled: read " + read + ", good " + good + ", quarantined "
                    + quarantined + ", filtered " + filtered + ", blocked " + blocked);
        }
    }

    /** The same rows with the good ones blocked. */
    Counts goodBlocked() {
        return new Counts(read, 0, quarantined, filtered, blocked + good);
    }

    static Counts allBlocked(long rows) {
        return new Counts(rows, 0, 0, 0, rows);
    }

    public Counts plus(Counts other) {
        return new Counts(
                read + other.read,
                good + other.good,
                quarantined + other.quarantined,
                filtered + other.filtered,
                blocked + other.blocked);
    }
}
