package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void sumsAndSquaresAreExactOverTheWholeRangeOfDouble() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            ExactSum left = new ExactSum();
            ExactSum right = new ExactSum();
            ExactSum squares = new ExactSum();
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal squared = BigDecimal.ZERO;
            for (int i = 0; i < 50; i++) {
                double value = any(random);
                (random.nextBoolean() ? left : right).add(value);
                squares.addSquare(value);
                sum = sum.add(new BigDecimal(value));
                squared = squared.add(new BigDecimal(value).pow(2));
            }
            left.add(right);
            assertThat(left.value()).as("seed " + seed).isEqualByComparingTo(sum);
            assertThat(squares.value()).as("seed " + seed).isEqualByComparingTo(squared);
        }
    }

    private static double any(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0.0;
            case 1 -> Double.MIN_VALUE * random.nextInt(100);
            case 2 -> -Double.MAX_VALUE;
            case 3 -> random.nextGaussian();
            case 4 -> Double.MAX_VALUE;
            default -> {
                double value = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(value) ? value : 1.5;
            }
        };
    }
}
