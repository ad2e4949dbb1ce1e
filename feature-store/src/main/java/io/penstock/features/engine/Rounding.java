package io.penstock.features.engine;

import java.math.BigInteger;

/** Rounds exact numbers to the nearest double, ties to even, once; below the normal range and above the largest too. */
final class Rounding {
    private static final int SMALLEST = -1074;

    private Rounding() {}

    /** The magnitude {@code a} in units of 2^{@code unit}, divided by a positive {@code divisor}. */
    static double quotient(long[] a, int limbs, int unit, int divisor) {
        int length = Limbs.length(a, limbs);
        if (length == 0) {
            return 0.0;
        }
        long high = a[length - 1];
        long low = length > 1 ? a[length - 2] : 0;
        long rest = length > 2 ? a[length - 3] : 0;
        int zeros = Long.numberOfLeadingZeros(high);
        boolean sticky = length > 3 && !Limbs.isZeroBelow(a, length - 3);
        if (zeros > 0) {
            high = high << zeros | low >>> (64 - zeros);
            low = low << zeros | rest >>> (64 - zeros);
            rest <<= zeros;
        }
        int exponent = unit + 64 * (length - 2) - zeros;
        sticky |= rest != 0;
        if (divisor == 1) {
            return round(high, low, sticky, exponent);
        }
        return divided(high, low, sticky, exponent, divisor, a, limbs, unit);
    }

    private static double divided(
            long high, long low, boolean sticky, int exponent, int divisor, long[] a, int limbs, int unit) {
        long q3 = Long.divideUnsigned(high >>> 32, divisor);
        long r = (high >>> 32) - q3 * divisor;
        long part = r << 32 | high & 0xFFFFFFFFL;
        long q2 = part / divisor;
        r = part - q2 * divisor;
        part = r << 32 | low >>> 32;
        long q1 = part / divisor;
        r = part - q1 * divisor;
        part = r << 32 | low & 0xFFFFFFFFL;
        long q0 = part / divisor;
        r = part - q0 * divisor;
        long qHigh = q3 << 32 | q2;
        long qLow = q1 << 32 | q0;
        int zeros = Long.numberOfLeadingZeros(qHigh);
        if (zeros > 0) {
            qHigh = qHigh << zeros | qLow >>> (64 - zeros);
            qLow <<= zeros;
        }
        if (exponent - zeros + 75 < SMALLEST) {
            return quotient(toBigInteger(a, limbs), unit, BigInteger.valueOf(divisor));
        }
        return round(qHigh, qLow, sticky || r != 0, exponent - zeros);
    }

    /** {@code high:low}, its top bit set, in units of 2^{@code exponent}; exact where the result is not normal. */
    private static double round(long high, long low, boolean sticky, int exponent) {
        long mantissa = high >>> 11;
        long rest = high & 0x7FF;
        if (rest > 0x400 || rest == 0x400 && (low != 0 || sticky || (mantissa & 1) == 1)) {
            mantissa++;
        }
        return Math.scalb((double) mantissa, exponent + 75);
    }

    static BigInteger toBigInteger(long[] magnitude, int limbs) {
        BigInteger value = BigInteger.ZERO;
        for (int i = limbs - 1; i >= 0; i--) {
            value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(magnitude[i])));
        }
        return value;
    }

    /** {@code numerator * 2^unit / denominator}, none negative. */
    static double quotient(BigInteger numerator, int unit, BigInteger denominator) {
        int shift = Math.max(0, 66 + denominator.bitLength() - numerator.bitLength());
        BigInteger[] parts = numerator.shiftLeft(shift).divideAndRemainder(denominator);
        return round(parts[0], parts[1].signum() != 0, unit - shift);
    }

    /** The square root of {@code numerator * 2^unit / denominator}, none negative. */
    static double root(BigInteger numerator, int unit, BigInteger denominator) {
        int shift = Math.max(0, 140 + denominator.bitLength() - numerator.bitLength());
        shift += (unit - shift) & 1;
        BigInteger[] parts = numerator.shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger[] root = parts[0].sqrtAndRemainder();
        return round(root[0], parts[1].signum() != 0 || root[1].signum() != 0, (unit - shift) / 2);
    }

    private static double round(BigInteger integer, boolean sticky, int exponent) {
        int cut = Math.max(integer.bitLength() - 53, SMALLEST - exponent);
        if (cut <= 0) {
            return Math.scalb(integer.doubleValue(), exponent);
        }
        BigInteger kept = integer.shiftRight(cut);
        BigInteger rest = integer.subtract(kept.shiftLeft(cut));
        int half = rest.compareTo(BigInteger.ONE.shiftLeft(cut - 1));
        if (half > 0 || half == 0 && (sticky || kept.testBit(0))) {
            kept = kept.add(BigInteger.ONE);
        }
        return Math.scalb(kept.doubleValue(), exponent + cut);
    }
}
