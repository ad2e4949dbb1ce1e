package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** Computes one feature from the state of its view and key. */
@FunctionalInterface
interface FeatureValue {
    /** Puts the value into a result; whether it differs from the value over no rows. */
    boolean write(InternalRow out, int ordinal);

    /** A feature over a log whose windows have been moved to the moment asked about. */
    static FeatureValue of(FeatureSpec feature, EventLog log) {
        return switch (feature.operation()) {
            case COUNT -> count(log.counts(feature), log.window(feature));
            case SUM, MEAN, STDDEV -> new Arithmetic(feature, log.sums(feature), log.window(feature));
            case MIN, MAX -> extreme(log.extremes(feature), log.values(feature), log.window(feature));
            case FIRST -> first(log.counts(feature), log.values(feature), log.window(feature));
            case LAST -> last(log.counts(feature), log.values(feature), log.window(feature));
        };
    }

    /** A feature that is the value of one row. */
    static FeatureValue of(FeatureSpec feature, HeldRow held) {
        return (out, ordinal) -> {
            if (held.isEmpty()) {
                out.setNullAt(ordinal);
                return false;
            }
            feature.input().write(held.row(), out, ordinal);
            return !feature.input().isNullIn(held.row());
        };
    }

    private static FeatureValue count(Counts counts, Window window) {
        return (out, ordinal) -> {
            int count = counts.from(window.head());
            out.setLong(ordinal, count);
            return count != 0;
        };
    }

    private static FeatureValue extreme(Extremes extremes, ValueColumn values, Window window) {
        return (out, ordinal) -> {
            int row = extremes.from(window.head());
            if (row < 0) {
                out.setNullAt(ordinal);
                return false;
            }
            values.write(row, out, ordinal);
            return true;
        };
    }

    private static FeatureValue first(Counts counts, ValueColumn values, Window window) {
        return (out, ordinal) -> {
            int head = window.head();
            return edge(counts.from(head) == 0 ? -1 : counts.first(head), values, out, ordinal);
        };
    }

    private static FeatureValue last(Counts counts, ValueColumn values, Window window) {
        return (out, ordinal) -> edge(counts.from(window.head()) == 0 ? -1 : counts.last(), values, out, ordinal);
    }

    private static boolean edge(int row, ValueColumn values, InternalRow out, int ordinal) {
        if (row < 0) {
            out.setNullAt(ordinal);
            return false;
        }
        values.write(row, out, ordinal);
        return !values.isNull(row);
    }
}
