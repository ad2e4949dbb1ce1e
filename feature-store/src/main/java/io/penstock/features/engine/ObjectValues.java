package io.penstock.features.engine;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;

/** Strings and decimals of a log. */
final class ObjectValues implements ValueColumn {
    private final Slot slot;
    private Object[] values = new Object[8];

    ObjectValues(Slot slot) {
        this.slot = slot;
    }

    @Override
    public void append(InternalRow row, int index) {
        if (index == values.length) {
            values = Arrays.copyOf(values, 2 * index);
        }
        values[index] = slot.isNullIn(row) ? null : slot.object(row);
    }

    @Override
    public boolean isNull(int index) {
        return values[index] == null;
    }

    @Override
    public Object object(int index) {
        return values[index];
    }

    @Override
    public long rank(int index) {
        throw new IllegalStateException(slot.kind() + " has no rank");
    }

    @Override
    public Object boxed(int index) {
        return values[index];
    }

    @Override
    public int compare(int a, int b) {
        Object valueA = values[a];
        Object valueB = values[b];
        if (valueA == null || valueB == null) {
            return Boolean.compare(valueB == null, valueA == null);
        }
        return Slot.compareObjects(slot.kind(), valueA, valueB);
    }

    @Override
    public void write(int index, InternalRow out, int ordinal) {
        if (values[index] == null) {
            out.setNullAt(ordinal);
        } else {
            out.update(ordinal, values[index]);
        }
    }

    @Override
    public void moveLast(int last, int to) {
        Object value = values[last];
        System.arraycopy(values, to, values, to + 1, last - to);
        values[to] = value;
    }

    @Override
    public void remove(int at, int last) {
        System.arraycopy(values, at + 1, values, at, last - at);
        values[last] = null;
    }

    @Override
    public void dropFirst(int count, int size) {
        System.arraycopy(values, count, values, 0, size - count);
        Arrays.fill(values, size - count, size, null);
    }

    @Override
    public void retain(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            values[i] = values[rows[i]];
        }
        Arrays.fill(values, rows.length, values.length, null);
    }

    @Override
    public void clear() {
        values = new Object[8];
    }
}
