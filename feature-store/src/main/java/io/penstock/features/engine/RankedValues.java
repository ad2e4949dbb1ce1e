package io.penstock.features.engine;

import java.util.Arrays;

/**
 * The values of a window in order, so that the one of any rank is found; nulls are left out. O(log n) a row that comes or
 * goes and a rank that is asked for, n being the number of different values.
 *
 * <p>A treap: a search tree that chance keeps shallow. Equal values share a node, {@link #below} counts the values of a
 * subtree. Node 0 is none.
 */
final class RankedValues implements Content {
    private final ValueColumn values;
    private long[] value = new long[8];
    private int[] count = new int[8];
    private int[] below = new int[8];
    private int[] smaller = new int[8];
    private int[] greater = new int[8];
    private int[] priority = new int[8];
    private int root;
    private int used = 1;
    /** The first node that was given back; the others hang on {@link #smaller}. */
    private int free;

    private int chance = 1;

    RankedValues(ValueColumn values) {
        this.values = values;
    }

    /** A long that orders doubles as {@link Double#compare} does. */
    static long ofDouble(double number) {
        long bits = Double.doubleToLongBits(number);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    /** The double that {@link #ofDouble} made a long of. */
    static double toDouble(long rank) {
        return Double.longBitsToDouble(rank ^ (rank >> 63 & Long.MAX_VALUE));
    }

    /** The number of values, equal ones counted. */
    int size() {
        return below[root];
    }

    /** The value of a rank, from 1 for the smallest to {@link #size} for the greatest. */
    long at(int rank) {
        int node = root;
        int left = rank;
        while (node != 0) {
            int before = below[smaller[node]];
            if (left <= before) {
                node = smaller[node];
            } else if (left <= before + count[node]) {
                return value[node];
            } else {
                left -= before + count[node];
                node = greater[node];
            }
        }
        throw new IllegalStateException("there is no rank " + rank + " of " + size() + " values");
    }

    @Override
    public void enter(int row) {
        if (!values.isNull(row)) {
            makeRoom();
            root = add(root, values.rank(row));
        }
    }

    @Override
    public void leave(int row) {
        if (!values.isNull(row)) {
            root = remove(root, values.rank(row));
        }
    }

    @Override
    public void clear() {
        if (value.length > EventLog.KEPT_CAPACITY) {
            grow(8);
        }
        root = 0;
        used = 1;
        free = 0;
    }

    private int add(int node, long added) {
        if (node == 0) {
            return node(added);
        }
        below[node]++;
        if (added == value[node]) {
            count[node]++;
        } else if (added < value[node]) {
            smaller[node] = add(smaller[node], added);
            return priority[smaller[node]] > priority[node] ? liftSmaller(node) : node;
        } else {
            greater[node] = add(greater[node], added);
            return priority[greater[node]] > priority[node] ? liftGreater(node) : node;
        }
        return node;
    }

    private int remove(int node, long removed) {
        below[node]--;
        if (removed < value[node]) {
            smaller[node] = remove(smaller[node], removed);
        } else if (removed > value[node]) {
            greater[node] = remove(greater[node], removed);
        } else if (--count[node] == 0) {
            int rest = join(smaller[node], greater[node]);
            smaller[node] = free;
            free = node;
            return rest;
        }
        return node;
    }

    /** One tree of two, all values of the first being smaller. */
    private int join(int first, int second) {
        if (first == 0 || second == 0) {
            return first + second;
        }
        if (priority[first] > priority[second]) {
            below[first] += below[second];
            greater[first] = join(greater[first], second);
            return first;
        }
        below[second] += below[first];
        smaller[second] = join(first, smaller[second]);
        return second;
    }

    private int liftSmaller(int node) {
        int top = smaller[node];
        smaller[node] = greater[top];
        greater[top] = node;
        below[top] = below[node];
        below[node] = below[smaller[node]] + count[node] + below[greater[node]];
        return top;
    }

    private int liftGreater(int node) {
        int top = greater[node];
        greater[node] = smaller[top];
        smaller[top] = node;
        below[top] = below[node];
        below[node] = below[smaller[node]] + count[node] + below[greater[node]];
        return top;
    }

    private int node(long added) {
        int node = free == 0 ? used++ : free;
        free = node == free ? smaller[node] : free;
        value[node] = added;
        count[node] = 1;
        below[node] = 1;
        smaller[node] = 0;
        greater[node] = 0;
        priority[node] = nextPriority();
        return node;
    }

    /** Xorshift: the shape of the tree, and nothing that can be seen, depends on it. */
    private int nextPriority() {
        chance ^= chance << 13;
        chance ^= chance >>> 17;
        chance ^= chance << 5;
        return chance;
    }

    /** Before a node is added, for while one is the arrays must stay the same. */
    private void makeRoom() {
        if (free == 0 && used == value.length) {
            grow(2 * used);
        }
    }

    private void grow(int length) {
        value = Arrays.copyOf(value, length);
        count = Arrays.copyOf(count, length);
        below = Arrays.copyOf(below, length);
        smaller = Arrays.copyOf(smaller, length);
        greater = Arrays.copyOf(greater, length);
        priority = Arrays.copyOf(priority, length);
    }
}
