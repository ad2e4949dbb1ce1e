package io.penstock.features.engine;

import java.util.Arrays;

/** Which rows of a column are null; costs nothing while none is. */
final class Nulls {
    private static final boolean[] NONE = {};

    private boolean[] flags = NONE;

    void append(int index, boolean isNull) {
        if (flags == NONE && !isNull) {
            return;
        }
        if (flags.length <= index) {
            flags = Arrays.copyOf(flags, Math.max(16, 2 * index));
        }
        flags[index] = isNull;
    }

    boolean at(int index) {
        return flags != NONE && flags[index];
    }

    void moveLast(int last, int to) {
        if (flags != NONE) {
            boolean value = flags[last];
            System.arraycopy(flags, to, flags, to + 1, last - to);
            flags[to] = value;
        }
    }

    void remove(int at, int last) {
        if (flags != NONE) {
            System.arraycopy(flags, at + 1, flags, at, last - at);
        }
    }

    void dropFirst(int count, int size) {
        if (flags != NONE) {
            System.arraycopy(flags, count, flags, 0, size - count);
        }
    }

    void retain(int[] rows) {
        for (int i = 0; flags != NONE && i < rows.length; i++) {
            flags[i] = flags[rows[i]];
        }
    }

    void clear() {
        flags = NONE;
    }
}
