package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The columns that every row of an exchange has, be it an event or a query; slots stand behind them. */
final class UnionRow {
    /** {@link PackedTime}: bucket of the key, time, event before query. */
    static final int SORT = 0;
    /** The number of the view that the event is of, or one of the two below. */
    static final int TAG = 1;
    /** The key, a struct. */
    static final int KEY = 2;
    /** When it happened; of a query its moment. In microseconds. */
    static final int EVENT = 3;
    /** When its source wrote it. In microseconds. */
    static final int CREATED = 4;
    /** The columns of the frame, a struct; null for an event. */
    static final int PAYLOAD = 5;

    static final int FIXED_COLUMNS = 6;

    static final int QUERY = -1;
    /** A query with a null in its key. */
    static final int QUERY_WITHOUT_KEY = -2;

    private UnionRow() {}

    static long event(InternalRow row) {
        return row.getLong(EVENT);
    }

    static long created(InternalRow row) {
        return row.getLong(CREATED);
    }

    static UnsafeRow copyOf(InternalRow row) {
        return ((UnsafeRow) row).copy();
    }
}
