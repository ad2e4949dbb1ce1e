package io.penstock.validation.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void valuesThatAreTheSameAreEqualWhateverTheirSignOfZeroOrScale() {
        assertThat(Difference.of(1.5, 1.5)).isEqualTo(new Difference(Agreement.EQUAL, 0, 0, 0));
        assertThat(Difference.of(Double.NaN, Double.NaN).agreement()).isEqualTo(Agreement.EQUAL);
        assertThat(Difference.of(0.0, -0.0).agreement()).isEqualTo(Agreement.EQUAL);
        assertThat(Difference.of(new BigDecimal("1.50"), new BigDecimal("1.5")).agreement())
                .isEqualTo(Agreement.EQUAL);
        assertThat(Difference.of("a", "a").agreement()).isEqualTo(Agreement.EQUAL);
    }

    @Test
    void nullsAreToldApart() {
        assertThat(Difference.of(null, null).agreement()).isEqualTo(Agreement.BOTH_NULL);
        assertThat(Difference.of(1L, null).agreement()).isEqualTo(Agreement.ONLY_OFFLINE);
        assertThat(Difference.of(null, 1L).agreement()).isEqualTo(Agreement.ONLY_ONLINE);
        assertThat(Difference.of(null, 1L).agrees(Double.POSITIVE_INFINITY)).isFalse();
    }

    @Test
    void numbersAreApartInThreeWays() {
        Difference difference = Difference.of(1.0, 1.0 + Math.ulp(1.0) * 3);

        assertThat(difference.absolute()).isEqualTo(3 * Math.ulp(1.0));
        assertThat(difference.relative())
                .isCloseTo(3 * Math.ulp(1.0), org.assertj.core.data.Percentage.withPercentage(1));
        assertThat(difference.ulps()).isEqualTo(3);
        assertThat(Difference.of(-Double.MIN_VALUE, Double.MIN_VALUE).ulps()).isEqualTo(2);
        assertThat(Difference.of(-Double.MAX_VALUE, Double.MAX_VALUE).ulps()).isEqualTo(Long.MAX_VALUE);
        assertThat(Difference.of(1L << 60, (1L << 60) + 1).absolute()).isEqualTo(1);
        assertThat(Difference.of(Double.NaN, 1.0).absolute()).isInfinite();
    }

    @Test
    void typeAndPrecisionAreToldFromOtherValues() {
        assertThat(Difference.isOfPrecision(0.1, (double) 0.1f)).isTrue();
        assertThat(Difference.isOfPrecision(2L, 2)).isTrue();
        assertThat(Difference.of(2L, 2).agrees(1)).isFalse();
        assertThat(Difference.isOfPrecision(0.1, Math.nextUp(0.1))).isFalse();
        assertThat(Difference.isOfPrecision(null, 0.1)).isFalse();
    }

    @Test
    void timesAreSecondsAndDatesDaysApart() {
        assertThat(Difference.of(Instant.EPOCH, Instant.EPOCH.plusMillis(1500)).absolute())
                .isEqualTo(1.5);
        assertThat(Difference.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"))
                        .absolute())
                .isEqualTo(315_537_811_200.0);
        assertThat(Difference.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(2)).absolute())
                .isEqualTo(2);
        assertThat(Difference.of("a", "b").absolute()).isInfinite();
    }

    @Test
    void worstTenAndTheMostFrequentCauseAreKeptInWhateverOrderPairsCome() {
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pairs.add(i);
        }
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(pairs, new Random(seed));
            Comparison comparison = new Comparison();
            pairs.forEach(i -> comparison.add(
                    "key " + i, (double) i, 2.0 * i, 0.5, difference -> i % 3 == 0 ? "late row" : "tampered value"));

            assertThat(comparison.compared()).as("seed " + seed).isEqualTo(40);
            assertThat(comparison.mismatched()).as("seed " + seed).isEqualTo(39);
            assertThat(comparison.count(Agreement.EQUAL)).isEqualTo(1);
            assertThat(comparison.cause()).contains("tampered value");
            assertThat(comparison.causes()).containsEntry("late row", 13L).containsEntry("tampered value", 26L);
            assertThat(comparison.worst().stream().map(Mismatch::key))
                    .as("seed " + seed)
                    .containsExactly(
                            "key 39", "key 38", "key 37", "key 36", "key 35", "key 34", "key 33", "key 32", "key 31",
                            "key 30");
        }
    }

    @Test
    void whatIsWithinItsRoundingAgrees() {
        Comparison comparison = new Comparison();
        comparison.add("a", 1.0, 1.0 + 1e-12, 1e-11, difference -> "cause");
        comparison.add("b", 1.0, 1.0 + 1e-12, 1e-13, difference -> "cause");

        assertThat(comparison.mismatched()).isEqualTo(1);
        assertThat(comparison.worst())
                .extracting(Mismatch::toString)
                .containsExactly("b: 1.000000000001 online, 1.0 offline (cause)");
    }
}
