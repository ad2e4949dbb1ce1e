package io.penstock.features.engine;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;

/** Computes one feature from the state of its view and key. */
@FunctionalInterface
interface FeatureValue {
    /** Puts the value into a result; whether it differs from the value over no rows. */
    boolean write(InternalRow out, int ordinal);

    /** A feature over a log whose windows have been moved to the moment asked about. */
    static FeatureValue of(FeatureSpec feature, EventLog log) {
        return switch (feature.operation()) {
            case COUNT -> count(log.counts(feature), log.window(feature));
            case COUNT_DISTINCT -> distinct(log.distinct(feature)::count);
            case APPROX_COUNT_DISTINCT -> distinct(log.approximate(feature)::count);
            case SUM, MEAN, STDDEV -> new Arithmetic(feature, log.sums(feature), log.window(feature));
            case MIN, MAX -> extreme(log.extremes(feature), log.values(feature), log.window(feature));
            case FIRST -> first(log.counts(feature), log.values(feature), log.window(feature));
            case LAST -> last(log.counts(feature), log.values(feature), log.window(feature));
            case LAST_N -> lastN(feature, log.counts(feature), log.values(feature), log.window(feature));
            case QUANTILE -> quantile(feature, log.ranked(feature));
            case RATIO -> throw new IllegalArgumentException("a ratio has no rows of its own");
        };
    }

    /** A feature that is the value of one row, or the values of a few. */
    static FeatureValue of(FeatureSpec feature, Held held) {
        return feature.operation() == Operation.LAST_N
                ? (out, ordinal) -> array(held.size(), newer -> feature.input().boxed(held.row(newer)), out, ordinal)
                : (out, ordinal) -> only(held, feature.input(), out, ordinal);
    }

    private static boolean only(Held held, Slot value, InternalRow out, int ordinal) {
        if (held.size() == 0) {
            out.setNullAt(ordinal);
            return false;
        }
        value.write(held.row(0), out, ordinal);
        return !value.isNullIn(held.row(0));
    }

    /** A feature divided by another. */
    static FeatureValue ofRatio(FeatureSpec feature, FeatureValue of, FeatureValue to) {
        return new Ratio(
                feature.parts().get(0).type(), of, feature.parts().get(1).type(), to);
    }

    private static FeatureValue count(Counts counts, Window window) {
        return (out, ordinal) -> {
            int count = counts.from(window.head());
            out.setLong(ordinal, count);
            return count != 0;
        };
    }

    private static FeatureValue distinct(LongSupplier values) {
        return (out, ordinal) -> {
            long count = values.getAsLong();
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

    private static FeatureValue lastN(FeatureSpec feature, Counts counts, ValueColumn values, Window window) {
        return (out, ordinal) -> {
            int length = (int) Math.min(feature.parameter(), counts.from(window.head()));
            return array(length, newer -> values.boxed(counts.last(newer)), out, ordinal);
        };
    }

    private static boolean array(int length, IntFunction<Object> element, InternalRow out, int ordinal) {
        if (length == 0) {
            out.setNullAt(ordinal);
            return false;
        }
        Object[] elements = new Object[length];
        Arrays.setAll(elements, element);
        out.update(ordinal, new GenericArrayData(elements));
        return true;
    }

    private static FeatureValue quantile(FeatureSpec feature, RankedValues values) {
        ValueKind kind = feature.input().kind();
        return (out, ordinal) -> {
            if (values.size() == 0) {
                out.setNullAt(ordinal);
                return false;
            }
            long rank = -Math.floorDiv(-feature.parameter() * values.size(), FeatureSpec.BILLION);
            long value = values.at((int) Math.max(1, rank));
            if (kind.isFloating()) {
                kind.write(out, ordinal, RankedValues.toDouble(value));
            } else {
                kind.write(out, ordinal, value);
            }
            return true;
        };
    }
}
