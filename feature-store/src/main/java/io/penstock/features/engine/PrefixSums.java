package io.penstock.features.engine;

import java.util.Arrays;
import java.util.List;

/**
 * The sums of a log's values from its beginning through each row, in fixed point: the exact sum of any window is one
 * subtraction, and a row that leaves a window costs nothing.
 *
 * <p>A value or sum that does not fit moves all sums to the next wider format.
 */
final class PrefixSums {
    private final List<FixedPoint> formats;
    private int tier;
    private int limbs;
    private int unit;
    /** Sum through row {@code i} at {@code (i + 1) * limbs}; first the sum of all rows that were dropped. */
    private long[] sums;

    PrefixSums(List<FixedPoint> formats) {
        this.formats = formats;
        clear();
    }

    int limbs() {
        return limbs;
    }

    int unit() {
        return unit;
    }

    /** Adds row {@code index}, the integer {@code high:low} in units of 2^{@code exponent}. */
    void append(long high, long low, int exponent, int index) {
        if ((high | low) != 0) {
            int bits = significantBits(high, low);
            while (!formats.get(tier).holds(bits, exponent)) {
                widen(index);
            }
        }
        int from = index * limbs;
        int to = from + limbs;
        if (sums.length < to + limbs) {
            sums = Arrays.copyOf(sums, Math.max(to + limbs, 2 * sums.length));
        }
        if ((high | low) == 0) {
            System.arraycopy(sums, from, sums, to, limbs);
            return;
        }
        add(from, high, low, exponent - unit, to);
        if (isNearlyFull(to)) {
            widen(index + 1);
        }
    }

    /** Puts the sum of rows {@code head} to {@code size - 1} into {@code out}; a negative head means all that ever came. */
    void difference(int head, int size, long[] out) {
        int end = size * limbs;
        if (head < 0) {
            System.arraycopy(sums, end, out, 0, limbs);
            return;
        }
        int start = head * limbs;
        long borrow = 0;
        for (int i = 0; i < limbs; i++) {
            long a = sums[end + i];
            long b = sums[start + i];
            long d = a - b;
            out[i] = d - borrow;
            borrow = Long.compareUnsigned(a, b) < 0 || (borrow != 0 && d == 0) ? 1 : 0;
        }
    }

    /** The row at {@code last} moves to {@code to}, the ones between move up. */
    void moveLast(int last, int to) {
        long[] own = own(last);
        boolean full = false;
        for (int i = last; i > to; i--) {
            sum(i * limbs, own, (i + 1) * limbs);
            full |= isNearlyFull((i + 1) * limbs);
        }
        sum(to * limbs, own, (to + 1) * limbs);
        if (full || isNearlyFull((to + 1) * limbs)) {
            widen(last + 1);
        }
    }

    void remove(int at, int last) {
        long[] own = own(at);
        Limbs.negate(own, limbs);
        boolean full = false;
        for (int i = at; i < last; i++) {
            sum((i + 2) * limbs, own, (i + 1) * limbs);
            full |= isNearlyFull((i + 1) * limbs);
        }
        if (full) {
            widen(last);
        }
    }

    void dropFirst(int count, int size) {
        System.arraycopy(sums, count * limbs, sums, 0, (size - count + 1) * limbs);
    }

    void retain(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(sums, (rows[i] + 1) * limbs, sums, (i + 1) * limbs, limbs);
        }
    }

    void clear() {
        tier = 0;
        limbs = formats.get(0).limbs();
        unit = formats.get(0).unit();
        if (sums == null || sums.length > limbs * EventLog.KEPT_CAPACITY) {
            sums = new long[8 * limbs];
        }
        Arrays.fill(sums, 0, limbs, 0);
    }

    private long[] own(int index) {
        long[] own = new long[limbs];
        difference(index, index + 1, own);
        return own;
    }

    /** {@code sums[to] = sums[from] + (high:low << shift)}. */
    private void add(int from, long high, long low, int shift, int to) {
        int word = shift >>> 6;
        int bit = shift & 63;
        long first = low << bit;
        long second = bit == 0 ? high : high << bit | low >>> (64 - bit);
        long sign = high >> 63;
        long third = bit == 0 ? sign : high >> (64 - bit);
        System.arraycopy(sums, from, sums, to, word);
        long carry = 0;
        for (int i = word; i < limbs; i++) {
            int part = i - word;
            long addend = part == 0 ? first : part == 1 ? second : part == 2 ? third : sign;
            long a = sums[from + i];
            long s = a + addend;
            sums[to + i] = s + carry;
            carry = Long.compareUnsigned(s, a) < 0 || (carry != 0 && s == -1) ? 1 : 0;
        }
    }

    /** {@code sums[to] = sums[from] + value}. */
    private void sum(int from, long[] value, int to) {
        long carry = 0;
        for (int i = 0; i < limbs; i++) {
            long a = sums[from + i];
            long s = a + value[i];
            sums[to + i] = s + carry;
            carry = Long.compareUnsigned(s, a) < 0 || (carry != 0 && s == -1) ? 1 : 0;
        }
    }

    private boolean isNearlyFull(int at) {
        long top = sums[at + limbs - 1];
        return (top ^ top << 1) < 0;
    }

    /** Moves the sums through {@code entries} rows to the next wider format. */
    private void widen(int entries) {
        FixedPoint wider = formats.get(tier + 1);
        int shift = (unit - wider.unit()) / 64;
        long[] moved = new long[Math.max(8, 2 * (entries + 1)) * wider.limbs()];
        for (int entry = 0; entry <= entries; entry++) {
            int from = entry * limbs;
            int to = entry * wider.limbs();
            System.arraycopy(sums, from, moved, to + shift, limbs);
            long sign = sums[from + limbs - 1] >> 63;
            Arrays.fill(moved, to + shift + limbs, to + wider.limbs(), sign);
        }
        sums = moved;
        tier++;
        limbs = wider.limbs();
        unit = wider.unit();
    }

    private static int significantBits(long high, long low) {
        long sign = high >> 63;
        return high == sign ? 64 - Long.numberOfLeadingZeros(low ^ sign) : 128 - Long.numberOfLeadingZeros(high ^ sign);
    }
}
