package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** How rows of a view come into its log and, where a newer row replaces them, leave it again. */
interface Arrivals {
    void add(InternalRow row, long now);

    /** Lets happen what was to happen by itself up to a moment. */
    default void moveTo(long moment) {}

    /** When the next such thing happens; far away if none is to come. */
    default long nextChange() {
        return Long.MAX_VALUE;
    }

    void clear();

    static Arrivals of(EventSpec spec, EventLog log, boolean logIsIdle) {
        if (spec.corrections() instanceof EventSpec.Corrections.ByKey byKey) {
            return new Revisions(byKey, spec, log);
        }
        if (spec.corrections() instanceof EventSpec.Corrections.ByEnd byEnd) {
            return new Endings(byEnd.endOrdinal(), spec.delay(), log);
        }
        return new Arrivals() {
            @Override
            public void add(InternalRow row, long now) {
                if (!logIsIdle) {
                    log.add(row, now);
                }
            }

            @Override
            public void clear() {}
        };
    }
}
