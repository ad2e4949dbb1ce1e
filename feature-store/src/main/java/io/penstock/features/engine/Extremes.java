package io.penstock.features.engine;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The smallest or greatest value of every window of a log that ends at its newest row.
 *
 * <p>A stack of the rows that no later row beats (ascending for the minimum): the extreme of the rows from {@code head} on is
 * the first of them at or behind {@code head}. All windows share it. Must stand behind its value column in the log.
 */
final class Extremes implements LogColumn {
    private final ValueColumn values;
    private final int sign;
    private int[] stack = new int[8];
    private int depth;

    private Extremes(ValueColumn values, int sign) {
        this.values = values;
        this.sign = sign;
    }

    static Extremes smallest(ValueColumn values) {
        return new Extremes(values, 1);
    }

    static Extremes greatest(ValueColumn values) {
        return new Extremes(values, -1);
    }

    /** The row that holds the extreme of the rows from {@code head} on; -1 if none has a value. */
    int from(int head) {
        int at = positionOf(head);
        return at == depth ? -1 : stack[at];
    }

    /** The first position of the stack whose row is {@code row} or newer. */
    private int positionOf(int row) {
        int low = 0;
        int high = depth;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stack[middle] >= row) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void push(int row) {
        if (values.isNull(row)) {
            return;
        }
        while (depth > 0 && sign * values.compare(stack[depth - 1], row) >= 0) {
            depth--;
        }
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = row;
    }

    private void pushAll(int from, int to) {
        for (int row = from; row <= to; row++) {
            push(row);
        }
    }

    @Override
    public void append(InternalRow row, int index) {
        push(index);
    }

    @Override
    public void moveLast(int last, int to) {
        depth = positionOf(to);
        pushAll(to, last);
    }

    @Override
    public void remove(int at, int last) {
        int position = positionOf(at);
        if (position == depth || stack[position] != at) {
            for (int i = position; i < depth; i++) {
                stack[i]--;
            }
            return;
        }
        depth = position;
        pushAll(position == 0 ? 0 : stack[position - 1] + 1, last - 1);
    }

    @Override
    public void dropFirst(int count, int size) {
        int gone = positionOf(count);
        depth -= gone;
        for (int i = 0; i < depth; i++) {
            stack[i] = stack[i + gone] - count;
        }
    }

    @Override
    public void retain(int[] rows) {
        int left = 0;
        for (int i = 0; i < depth; i++) {
            int row = Arrays.binarySearch(rows, stack[i]);
            if (row >= 0) {
                stack[left++] = row;
            }
        }
        depth = left;
    }

    /** The extreme of the cell and all that is newer, if it lies in the cell. */
    @Override
    public void keepOfCell(int from, int to, BitSet kept) {
        int at = positionOf(from);
        if (at < depth && stack[at] < to) {
            kept.set(stack[at]);
        }
    }

    @Override
    public void clear() {
        depth = 0;
    }
}
