package io.penstock.validation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How often each number occurs, in bounded memory and whatever the order: exact up to {@value #MOST} distinct values, beyond
 * that numbers are put together that agree in their leading bits.
 *
 * <p>Equal multisets give equal counts however they were split: numbers lose only as many trailing bits as needed to keep
 * within the bound, no part of a multiset needs to lose more than the whole does, and so the whole's own need settles it.
 * Where values lie close together, as in 990 to 1040, more bits are kept than where they spread.
 */
final class ValueCounts implements Serializable {
    static final int MOST = 8192;

    private static final long serialVersionUID = 1L;
    private static final int CAPACITY = 4 * MOST;

    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private int size;
    private int lostBits;

    /** Counts a finite value. */
    void add(double value) {
        addKey(ordered(value) >> lostBits, 1);
        shrink();
    }

    void add(ValueCounts other) {
        coarsen(Math.max(lostBits, other.lostBits));
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] > 0) {
                addKey(other.keys[i] >> (lostBits - other.lostBits), other.counts[i]);
                shrink();
            }
        }
    }

    /** The smallest numbers of the groups, ascending; the values themselves while exact. */
    double[] values() {
        return Arrays.stream(sortedKeys())
                .mapToDouble(key -> number(key << lostBits))
                .toArray();
    }

    /** How often each of {@link #values()} occurs. */
    long[] occurrences() {
        return Arrays.stream(sortedKeys()).map(this::count).toArray();
    }

    private long[] sortedKeys() {
        long[] sorted = new long[size];
        int at = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                sorted[at++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private long count(long key) {
        return counts[slot(key)];
    }

    private void shrink() {
        while (size > MOST) {
            coarsen(lostBits + 1);
        }
    }

    private void coarsen(int bits) {
        if (bits > lostBits) {
            int more = bits - lostBits;
            lostBits = bits;
            rebuild(keys.length, more);
        }
    }

    private void rebuild(int capacity, int dropBits) {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[capacity];
        counts = new long[capacity];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                addKey(oldKeys[i] >> dropBits, oldCounts[i]);
            }
        }
    }

    private void addKey(long key, long count) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += count;
        if (2 * size > keys.length && keys.length < CAPACITY) {
            rebuild(2 * keys.length, 0);
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private static double number(long ordered) {
        return Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
    }
}
