package io.penstock.features.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Running counts of the rows of a log that meet a condition: the count of any window is one subtraction, and the oldest and
 * newest such row of a window are found by bisection.
 */
final class Counts implements LogColumn {
    private final Predicate<InternalRow> condition;
    private int[] through = new int[8];
    private int size;
    private int before;

    Counts(Predicate<InternalRow> condition) {
        this.condition = condition;
    }

    /** How many of the rows from {@code head} on count; a negative head means all that ever came. */
    int from(int head) {
        return upTo(size - 1) - (head < 0 ? 0 : upTo(head - 1));
    }

    /** The oldest row from {@code head} on that counts; there must be one. */
    int first(int head) {
        return bisect(upTo(Math.max(head, 0) - 1) + 1);
    }

    /** The newest row that counts; there must be one. */
    int last() {
        return last(0);
    }

    /** The row that counts and has {@code newer} such rows behind it; there must be one. */
    int last(int newer) {
        return bisect(through[size - 1] - newer);
    }

    private int upTo(int index) {
        return index < 0 ? before : through[index];
    }

    private int bisect(int count) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (through[middle] >= count) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public void append(InternalRow row, int index) {
        put(condition.test(row), index);
    }

    void put(boolean counts, int index) {
        if (index == through.length) {
            through = Arrays.copyOf(through, 2 * index);
        }
        through[index] = upTo(index - 1) + (counts ? 1 : 0);
        size = index + 1;
    }

    @Override
    public void moveLast(int last, int to) {
        int own = through[last] - upTo(last - 1);
        for (int i = last; i > to; i--) {
            through[i] = through[i - 1] + own;
        }
        through[to] = upTo(to - 1) + own;
    }

    @Override
    public void remove(int at, int last) {
        int own = through[at] - upTo(at - 1);
        for (int i = at; i < last; i++) {
            through[i] = through[i + 1] - own;
        }
        size = last;
    }

    @Override
    public void dropFirst(int count, int total) {
        before = through[count - 1];
        System.arraycopy(through, count, through, 0, total - count);
        size = total - count;
    }

    @Override
    public void retain(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            through[i] = through[rows[i]];
        }
        size = rows.length;
    }

    /** The oldest and the newest that counts. */
    @Override
    public void keepOfCell(int from, int to, BitSet kept) {
        if (upTo(to - 1) > upTo(from - 1)) {
            kept.set(first(from));
            kept.set(bisect(upTo(to - 1)));
        }
    }

    @Override
    public void clear() {
        size = 0;
        before = 0;
        if (through.length > EventLog.KEPT_CAPACITY) {
            through = new int[8];
        }
    }
}
