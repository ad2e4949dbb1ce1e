package io.penstock.features.engine;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;

/** When the rows of a log happened, ascending. */
final class EventTimes implements LogColumn {
    private long[] times = new long[8];

    long at(int index) {
        return times[index];
    }

    long[] array() {
        return times;
    }

    /** The first of {@code size} rows at or after a time. */
    int firstAt(long time, int size) {
        int at = Arrays.binarySearch(times, 0, size, time);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && times[at - 1] == time) {
            at--;
        }
        return at;
    }

    @Override
    public void append(InternalRow row, int index) {
        if (index == times.length) {
            times = Arrays.copyOf(times, 2 * index);
        }
        times[index] = UnionRow.event(row);
    }

    @Override
    public void moveLast(int last, int to) {
        long time = times[last];
        System.arraycopy(times, to, times, to + 1, last - to);
        times[to] = time;
    }

    @Override
    public void remove(int at, int last) {
        System.arraycopy(times, at + 1, times, at, last - at);
    }

    @Override
    public void dropFirst(int count, int size) {
        System.arraycopy(times, count, times, 0, size - count);
    }

    @Override
    public void retain(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            times[i] = times[rows[i]];
        }
    }

    @Override
    public void clear() {
        if (times.length > EventLog.KEPT_CAPACITY) {
            times = new long[8];
        }
    }
}
