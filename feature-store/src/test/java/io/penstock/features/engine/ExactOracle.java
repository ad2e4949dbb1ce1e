package io.penstock.features.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;

/** Sum, mean and deviation the slow and obvious way: exact in BigDecimal, rounded once. */
public final class ExactOracle {
    private ExactOracle() {}

    public static double sum(List<BigDecimal> values) {
        return total(values).doubleValue();
    }

    public static double mean(List<BigDecimal> values) {
        BigDecimal total = total(values);
        return total.divide(BigDecimal.valueOf(values.size()), digits(total)).doubleValue();
    }

    /** Of at least two values. */
    public static double deviation(List<BigDecimal> values) {
        BigDecimal n = BigDecimal.valueOf(values.size());
        BigDecimal total = total(values);
        BigDecimal squares = values.stream().map(v -> v.multiply(v)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal numerator = n.multiply(squares).subtract(total.multiply(total));
        if (numerator.signum() == 0) {
            return 0.0;
        }
        BigDecimal variance = numerator.divide(n.multiply(n.subtract(BigDecimal.ONE)), digits(numerator));
        return root(variance).doubleValue();
    }

    /** Enough digits that rounding to a double afterwards rounds once. */
    private static MathContext digits(BigDecimal exact) {
        return new MathContext(exact.precision() + 60);
    }

    /** The root to about 60 digits; an inexact one is nudged off every value that a shorter number could have. */
    private static BigDecimal root(BigDecimal value) {
        int scale = Math.max(0, (120 - value.precision() + value.scale()) / 2 + 60);
        BigInteger scaled = value.movePointRight(2 * scale).toBigInteger();
        BigInteger[] root = scaled.sqrtAndRemainder();
        boolean exact = root[1].signum() == 0 && new BigDecimal(scaled).compareTo(value.movePointRight(2 * scale)) == 0;
        BigDecimal result = new BigDecimal(root[0], scale);
        return exact ? result : result.add(new BigDecimal(BigInteger.ONE, scale + 1));
    }

    private static BigDecimal total(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
