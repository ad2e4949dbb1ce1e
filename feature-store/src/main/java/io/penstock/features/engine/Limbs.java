package io.penstock.features.engine;

import java.util.Arrays;

/** Arithmetic on integers of 64-bit limbs, least significant first; unsigned but where said otherwise. */
final class Limbs {
    private Limbs() {}

    static boolean isNegative(long[] a, int limbs) {
        return a[limbs - 1] < 0;
    }

    /** Two's complement negation in place. */
    static void negate(long[] a, int limbs) {
        boolean carry = true;
        for (int i = 0; i < limbs; i++) {
            a[i] = carry ? -a[i] : ~a[i];
            carry &= a[i] == 0;
        }
    }

    /** The number of limbs without leading zeros. */
    static int length(long[] a, int limbs) {
        int length = limbs;
        while (length > 0 && a[length - 1] == 0) {
            length--;
        }
        return length;
    }

    static boolean isZeroBelow(long[] a, int limbs) {
        for (int i = 0; i < limbs; i++) {
            if (a[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code out[offset..] = a * b}; clears what it does not write to, up to {@code outLimbs}. */
    static void multiply(long[] a, int aLimbs, long[] b, int bLimbs, long[] out, int offset, int outLimbs) {
        Arrays.fill(out, 0, outLimbs, 0);
        for (int i = 0; i < aLimbs; i++) {
            long carry = 0;
            for (int j = 0; j < bLimbs; j++) {
                long low = a[i] * b[j];
                long high = multiplyHighUnsigned(a[i], b[j]);
                low += carry;
                high += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
                int k = offset + i + j;
                out[k] += low;
                high += Long.compareUnsigned(out[k], low) < 0 ? 1 : 0;
                carry = high;
            }
            if (carry != 0) {
                out[offset + i + bLimbs] = carry;
            }
        }
    }

    /** {@code a -= b}; a is not smaller. */
    static void subtract(long[] a, long[] b, int limbs) {
        long borrow = 0;
        for (int i = 0; i < limbs; i++) {
            long d = a[i] - b[i];
            long next = Long.compareUnsigned(a[i], b[i]) < 0 || (borrow != 0 && d == 0) ? 1 : 0;
            a[i] = d - borrow;
            borrow = next;
        }
    }

    static long multiplyHighUnsigned(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
