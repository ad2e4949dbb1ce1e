package io.penstock.features.engine;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;

/** Whole numbers, booleans, dates and timestamps of a log. */
final class LongValues implements ValueColumn {
    private final Slot slot;
    private final Nulls nulls = new Nulls();
    private long[] values = new long[8];

    LongValues(Slot slot) {
        this.slot = slot;
    }

    long at(int index) {
        return values[index];
    }

    @Override
    public void append(InternalRow row, int index) {
        boolean isNull = slot.isNullIn(row);
        nulls.append(index, isNull);
        put(index, isNull ? 0 : row.getLong(slot.ordinal()));
    }

    void put(int index, long value) {
        if (index == values.length) {
            values = Arrays.copyOf(values, 2 * index);
        }
        values[index] = value;
    }

    @Override
    public boolean isNull(int index) {
        return nulls.at(index);
    }

    @Override
    public Object object(int index) {
        return values[index];
    }

    @Override
    public long rank(int index) {
        return values[index];
    }

    @Override
    public Object boxed(int index) {
        return nulls.at(index) ? null : slot.kind().box(values[index]);
    }

    @Override
    public int compare(int a, int b) {
        boolean nullA = nulls.at(a);
        boolean nullB = nulls.at(b);
        return nullA || nullB ? Boolean.compare(nullB, nullA) : Long.compare(values[a], values[b]);
    }

    @Override
    public void write(int index, InternalRow out, int ordinal) {
        if (nulls.at(index)) {
            out.setNullAt(ordinal);
        } else {
            slot.kind().write(out, ordinal, values[index]);
        }
    }

    @Override
    public void moveLast(int last, int to) {
        nulls.moveLast(last, to);
        long value = values[last];
        System.arraycopy(values, to, values, to + 1, last - to);
        values[to] = value;
    }

    @Override
    public void remove(int at, int last) {
        nulls.remove(at, last);
        System.arraycopy(values, at + 1, values, at, last - at);
    }

    @Override
    public void dropFirst(int count, int size) {
        nulls.dropFirst(count, size);
        System.arraycopy(values, count, values, 0, size - count);
    }

    @Override
    public void retain(int[] rows) {
        nulls.retain(rows);
        for (int i = 0; i < rows.length; i++) {
            values[i] = values[rows[i]];
        }
    }

    @Override
    public void clear() {
        nulls.clear();
        if (values.length > EventLog.KEPT_CAPACITY) {
            values = new long[8];
        }
    }
}
