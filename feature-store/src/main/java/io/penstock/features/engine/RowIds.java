package io.penstock.features.engine;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;

/** Numbers by which rows of a log are found again to be taken back. */
final class RowIds implements LogColumn {
    private long[] ids = new long[8];
    private long next;

    /** The id of the row that is added next. */
    void next(long id) {
        next = id;
    }

    long at(int index) {
        return ids[index];
    }

    @Override
    public void append(InternalRow row, int index) {
        if (index == ids.length) {
            ids = Arrays.copyOf(ids, 2 * index);
        }
        ids[index] = next;
    }

    @Override
    public void moveLast(int last, int to) {
        long id = ids[last];
        System.arraycopy(ids, to, ids, to + 1, last - to);
        ids[to] = id;
    }

    @Override
    public void remove(int at, int last) {
        System.arraycopy(ids, at + 1, ids, at, last - at);
    }

    @Override
    public void dropFirst(int count, int size) {
        System.arraycopy(ids, count, ids, 0, size - count);
    }

    @Override
    public void retain(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            ids[i] = ids[rows[i]];
        }
    }

    @Override
    public void clear() {
        if (ids.length > EventLog.KEPT_CAPACITY) {
            ids = new long[8];
        }
    }
}
