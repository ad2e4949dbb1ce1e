package io.penstock.validation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The exact sum of finite doubles, whatever their order: digits of 32 bits over the whole range of double and of its
 * squares (a small superaccumulator, after Neal 2015).
 */
final class ExactSum implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DIGIT = 32;
    private static final long MASK = 0xFFFFFFFFL;
    /** The weight of digit 0 is 2^-LOWEST. */
    private static final int LOWEST = 2240;

    private static final int DIGITS = 2 * LOWEST / DIGIT + 2;
    private static final int ADDS_BEFORE_CARRY = 1 << 29;

    private final long[] digits = new long[DIGITS];
    private int pending;

    /** Adds a finite value. */
    void add(double value) {
        add(value, 0);
    }

    /** Adds the exact square of a finite value. */
    void addSquare(double value) {
        int scale = value == 0 ? 0 : Math.getExponent(value);
        double scaled = Math.scalb(value, -scale);
        double high = scaled * scaled;
        add(high, 2 * scale);
        add(Math.fma(scaled, scaled, -high), 2 * scale);
    }

    void add(ExactSum other) {
        other.carry();
        carry();
        for (int i = 0; i < DIGITS; i++) {
            digits[i] += other.digits[i];
        }
        carry();
    }

    BigDecimal value() {
        carry();
        BigInteger whole = BigInteger.ZERO;
        for (int i = DIGITS - 1; i >= 0; i--) {
            whole = whole.shiftLeft(DIGIT).add(BigInteger.valueOf(digits[i]));
        }
        if (whole.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int zeros = Math.min(whole.getLowestSetBit(), LOWEST);
        return new BigDecimal(whole.shiftRight(zeros)).divide(new BigDecimal(BigInteger.ONE.shiftLeft(LOWEST - zeros)));
    }

    private void add(double value, int scale) {
        if (value == 0) {
            return;
        }
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << 52;
        }
        int position = exponent - 1075 + scale + LOWEST;
        spread(bits < 0 ? -1 : 1, mantissa, position / DIGIT, position % DIGIT);
        if (++pending == ADDS_BEFORE_CARRY) {
            carry();
        }
    }

    private void spread(int sign, long mantissa, int digit, int shift) {
        long low = (mantissa << shift) & MASK;
        long rest = mantissa >>> (DIGIT - shift);
        digits[digit] += sign * low;
        digits[digit + 1] += sign * (rest & MASK);
        digits[digit + 2] += sign * (rest >>> DIGIT);
    }

    private void carry() {
        for (int i = 0; i < DIGITS - 1; i++) {
            long over = digits[i] >> DIGIT;
            digits[i] -= over << DIGIT;
            digits[i + 1] += over;
        }
        pending = 0;
    }
}
