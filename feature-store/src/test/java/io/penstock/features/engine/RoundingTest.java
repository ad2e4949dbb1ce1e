package io.penstock.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quotients and roots that lie so near to the middle of two doubles that no double-double can tell on which side. */
class RoundingTest {
    private static final int CASES = 20_000;
    private static final long LARGEST = (1L << 53) - 1;

    @Test
    void aQuotientBesideTheMiddleOfTwoDoublesFallsToItsSide() {
        Random random = new Random(9);
        for (int i = 0; i < CASES; i++) {
            int divisor = 2 + random.nextInt(i % 2 == 0 ? 20 : Integer.MAX_VALUE - 2);
            int shift = 127 - 54 - (32 - Integer.numberOfLeadingZeros(divisor));
            BigInteger numerator = middle(random).shiftLeft(shift).multiply(BigInteger.valueOf(divisor));
            for (int side = -1; side <= 1; side++) {
                BigInteger beside = numerator.add(BigInteger.valueOf(side));

                double quotient = Rounding.quotient(limbs(beside), 2, -64, divisor);

                assertThat(quotient)
                        .as(beside + " / " + divisor)
                        .isEqualTo(Rounding.quotient(beside, -64, BigInteger.valueOf(divisor)));
            }
        }
    }

    @Test
    void aDeviationBesideTheMiddleOfTwoDoublesFallsToItsSide() {
        Random random = new Random(10);
        for (int i = 0; i < CASES; i++) {
            BigInteger square = middle(random).pow(2);
            for (int side = -1; side <= 1; side++) {
                BigInteger beside = square.add(BigInteger.valueOf(side));

                double root = new Deviation().of(2, new long[2], 2, -64, limbs(beside), 4, -128);

                assertThat(root).as("root of " + beside).isEqualTo(Rounding.root(beside, -128, BigInteger.ONE));
            }
        }
    }

    /** Twice the middle of two neighbours among the doubles of 53 bits, often of those around a power of two. */
    private static BigInteger middle(Random random) {
        long lower = random.nextInt(3) == 0 ? LARGEST : (1L << 52) + random.nextLong(1L << 52);
        return BigInteger.valueOf(lower).shiftLeft(1).setBit(0);
    }

    private static long[] limbs(BigInteger magnitude) {
        long[] limbs = new long[4];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = magnitude.shiftRight(64 * i).longValue();
        }
        return limbs;
    }
}
