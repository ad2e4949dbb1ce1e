package io.penstock.features.engine;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The standard deviation of a sample from its exact sum and sum of squares: the root of (n·Sxx − Sx²) / (n(n − 1)), rounded
 * once.
 *
 * <p>The numerator is exact. The root is found in double-double and taken only if its error cannot change the rounding;
 * else (about once in 2^30) in big integers.
 */
final class Deviation {
    private static final double SAFE = 1 - 0x1p-30;
    private static final int FAST_COUNT = 1 << 26;

    private long[] numerator = new long[16];
    private long[] square = new long[16];
    private final long[] factor = new long[1];

    /** Of {@code n} rows, n at least 2. {@code sum} is a magnitude; both sums are as {@link PrefixSums} gives them. */
    double of(int n, long[] sum, int sumLimbs, int sumUnit, long[] squares, int squareLimbs, int squareUnit) {
        int unit = Math.min(2 * sumUnit, squareUnit);
        int sumLength = Limbs.length(sum, sumLimbs);
        int squaresLength = Limbs.length(squares, squareLimbs);
        int sumOffset = (2 * sumUnit - unit) / 64;
        int squaresOffset = (squareUnit - unit) / 64;
        int limbs = Math.max(2 * sumLength + sumOffset, squaresLength + squaresOffset) + 1;
        if (numerator.length < limbs) {
            numerator = new long[limbs];
            square = new long[limbs];
        }
        factor[0] = n;
        Limbs.multiply(squares, squaresLength, factor, 1, numerator, squaresOffset, limbs);
        Limbs.multiply(sum, sumLength, sum, sumLength, square, sumOffset, limbs);
        Limbs.subtract(numerator, square, limbs);
        int length = Limbs.length(numerator, limbs);
        if (length == 0) {
            return 0.0;
        }
        double fast = n < FAST_COUNT ? fastRoot(length, unit, n) : Double.NaN;
        return Double.isNaN(fast) ? slowRoot(length, unit, n) : fast;
    }

    private double slowRoot(int length, int unit, long n) {
        BigInteger exact = Rounding.toBigInteger(Arrays.copyOf(numerator, length), length);
        return Rounding.root(exact, unit, BigInteger.valueOf(n).multiply(BigInteger.valueOf(n - 1)));
    }

    /** NaN where the rounding is not certain. */
    private double fastRoot(int length, int unit, long n) {
        long high = numerator[length - 1];
        long low = length > 1 ? numerator[length - 2] : 0;
        long rest = length > 2 ? numerator[length - 3] : 0;
        int zeros = Long.numberOfLeadingZeros(high);
        if (zeros > 0) {
            high = high << zeros | low >>> (64 - zeros);
            low = low << zeros | rest >>> (64 - zeros);
        }
        int exponent = unit + 64 * (length - 2) - zeros + 75;
        double top = high >>> 11;
        double bottom = ((high & 0x7FF) << 42 | low >>> 22) * 0x1p-53;
        if ((exponent & 1) != 0) {
            top *= 2;
            bottom *= 2;
            exponent--;
        }
        double divisor = (double) (n * (n - 1));
        double ratio = top / divisor;
        double ratioRest = (Math.fma(-ratio, divisor, top) + bottom) / divisor;
        double root = Math.sqrt(ratio);
        double correction = (Math.fma(-root, root, ratio) + ratioRest) / (2 * root);
        double result = root + correction;
        double error = Math.abs(root - result + correction);
        double half = Math.ulp(result) / 2;
        boolean certain = error < half * SAFE && (error < half / 2 * SAFE || !isPowerOfTwo(result));
        int scale = exponent / 2;
        boolean normal = Math.getExponent(result) + scale > Double.MIN_EXPONENT;
        return certain && normal ? Math.scalb(result, scale) : Double.NaN;
    }

    private static boolean isPowerOfTwo(double x) {
        return (Double.doubleToRawLongBits(x) & 0xFFFFFFFFFFFFFL) == 0;
    }
}
