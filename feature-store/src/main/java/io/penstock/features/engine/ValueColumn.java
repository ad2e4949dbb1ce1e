package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** A column of a log that keeps the values themselves. */
interface ValueColumn extends LogColumn {
    boolean isNull(int index);

    /** Nulls first, then by value; NaN is greatest and -0.0 lies below 0.0. */
    int compare(int a, int b);

    /** A value, which equals another exactly if they are the same; it may not be null. */
    Object object(int index);

    /** A long that orders values of {@link ValueKind#isRanked ranked} kinds as {@link #compare} does; none may be null. */
    long rank(int index);

    /** A value as Spark's arrays hold it, or null. */
    Object boxed(int index);

    /** Puts a value, or null, into a result. */
    void write(int index, InternalRow out, int ordinal);

    static ValueColumn of(Slot slot) {
        if (slot.kind().isLong()) {
            return new LongValues(slot);
        }
        return slot.kind().isFloating() ? new DoubleValues(slot) : new ObjectValues(slot);
    }
}
