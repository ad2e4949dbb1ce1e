package io.penstock.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Sums of any suffix of a log against BigDecimal, to the bit, while rows come in, come late, are taken back and forgotten. */
class ExactSumsTest {
    private static final Slot DOUBLES = new Slot(0, ValueKind.DOUBLE, DataTypes.DoubleType);
    private static final Slot LONGS = new Slot(0, ValueKind.BIGINT, DataTypes.LongType);

    @Test
    void sumsMeansAndDeviationsOfDoublesAreThoseOfBigDecimalRoundedOnce() {
        for (long seed = 0; seed < 150; seed++) {
            new Lane(seed, DOUBLES).run();
        }
    }

    @Test
    void sumsMeansAndDeviationsOfWholeNumbersAreThoseOfBigDecimalRoundedOnce() {
        for (long seed = 0; seed < 200; seed++) {
            new Lane(seed, LONGS).run();
        }
    }

    @Test
    void valuesThatCancelLeaveTheSmallOneThatStandsBetweenThem() {
        SumLane lane = SumLane.ofSumsAndSquares(DOUBLES);
        double[] values = {1e300, 1.0, -1e300, Double.MIN_VALUE};
        for (int i = 0; i < values.length; i++) {
            lane.append(row(values[i]), i);
        }

        assertThat(sum(lane, 0)).isEqualTo(1.0);
        assertThat(sum(lane, 3)).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void aSumBeyondTheLargestDoubleIsInfinite() {
        SumLane lane = SumLane.ofSumsAndSquares(DOUBLES);
        lane.append(row(Double.MAX_VALUE), 0);
        lane.append(row(Double.MAX_VALUE), 1);

        assertThat(sum(lane, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(mean(lane, 0)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void specialValuesAreCountedAndLeaveNoTrace() {
        SumLane lane = SumLane.ofSums(DOUBLES);
        double[] values = {1.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 2.5};
        for (int i = 0; i < values.length; i++) {
            lane.append(row(values[i]), i);
        }

        assertThat(lane.isFinite(0)).isFalse();
        assertThat(lane.specialSum(0)).isNaN();
        assertThat(lane.isFinite(4)).isTrue();
        lane.remove(3, 4);
        assertThat(lane.specialSum(2)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(lane.specialSum(0)).isNaN();
        lane.remove(2, 3);
        assertThat(lane.specialSum(0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** A random history of one column. */
    private static final class Lane {
        private final long seed;
        private final Random random;
        private final Slot slot;
        private final SumLane lane;
        private final List<Object> values = new ArrayList<>();
        private final List<Object> forgotten = new ArrayList<>();
        private final int style;

        Lane(long seed, Slot slot) {
            this.seed = seed;
            this.random = new Random(seed);
            this.slot = slot;
            this.lane = SumLane.ofSumsAndSquares(slot);
            this.style = random.nextInt(6);
        }

        void run() {
            int steps = 1 + random.nextInt(style < 4 ? 120 : 40);
            for (int i = 0; i < steps; i++) {
                step();
                int head = random.nextInt(values.size() + 1);
                check(head);
            }
            check(-1);
        }

        private void step() {
            int choice = random.nextInt(20);
            int last = values.size() - 1;
            if (choice == 0 && last >= 0) {
                int at = random.nextInt(last + 1);
                lane.remove(at, last);
                values.remove(at);
            } else if (choice == 1 && last > 2) {
                int count = 1 + random.nextInt(last);
                lane.dropFirst(count, last + 1);
                forgotten.addAll(values.subList(0, count));
                values.subList(0, count).clear();
            } else {
                Object value = next();
                lane.append(new GenericInternalRow(new Object[] {value}), last + 1);
                values.add(value);
                if (choice < 6 && last >= 0) {
                    int to = random.nextInt(last + 1);
                    lane.moveLast(last + 1, to);
                    values.add(to, values.remove(last + 1));
                }
            }
        }

        private Object next() {
            if (random.nextInt(10) == 0) {
                return null;
            }
            if (slot == LONGS) {
                return style % 2 == 0 ? random.nextInt(100) - 50L : random.nextLong();
            }
            return switch (style) {
                case 0 -> (double) (random.nextInt(200) - 60);
                case 1 -> random.nextInt(100000) / 100.0;
                case 2 -> random.nextGaussian();
                case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                case 4 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2098) - 1074);
                default -> Math.scalb(random.nextDouble() - 0.5, -1000 - random.nextInt(80));
            };
        }

        private void check(int head) {
            List<Object> all = new ArrayList<>(head < 0 ? forgotten : List.of());
            all.addAll(values.subList(Math.max(head, 0), values.size()));
            List<BigDecimal> present = all.stream()
                    .filter(v -> v != null)
                    .map(v -> v instanceof Double d ? new BigDecimal(d) : new BigDecimal(v.toString()))
                    .toList();
            String what = "seed " + seed + ", head " + head + ", values " + all;
            assertThat(lane.count(head)).as(what).isEqualTo(present.size());
            if (present.isEmpty()) {
                return;
            }
            assertThat(bits(sum(lane, head))).as("sum, " + what).isEqualTo(bits(ExactOracle.sum(present)));
            assertThat(bits(mean(lane, head))).as("mean, " + what).isEqualTo(bits(ExactOracle.mean(present)));
            if (present.size() > 1) {
                assertThat(bits(deviation(lane, head)))
                        .as("stddev, " + what)
                        .isEqualTo(bits(ExactOracle.deviation(present)));
            }
        }
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static InternalRow row(double value) {
        return new GenericInternalRow(new Object[] {value});
    }

    private static double sum(SumLane lane, int head) {
        return rounded(lane, head, 1);
    }

    private static double mean(SumLane lane, int head) {
        return rounded(lane, head, lane.count(head));
    }

    private static double rounded(SumLane lane, int head, int divisor) {
        PrefixSums sums = lane.sums();
        long[] total = new long[sums.limbs()];
        boolean negative = readTotal(lane, head, total);
        double magnitude = Rounding.quotient(total, sums.limbs(), sums.unit(), divisor);
        return negative ? -magnitude : magnitude;
    }

    private static boolean readTotal(SumLane lane, int head, long[] total) {
        PrefixSums sums = lane.sums();
        sums.difference(head, lane.size(), total);
        boolean negative = Limbs.isNegative(total, sums.limbs());
        if (negative) {
            Limbs.negate(total, sums.limbs());
        }
        return negative;
    }

    private static double deviation(SumLane lane, int head) {
        PrefixSums sums = lane.sums();
        PrefixSums ofSquares = lane.squares();
        long[] total = new long[sums.limbs()];
        readTotal(lane, head, total);
        long[] squares = new long[ofSquares.limbs()];
        ofSquares.difference(head, lane.size(), squares);
        return new Deviation()
                .of(lane.count(head), total, sums.limbs(), sums.unit(), squares, ofSquares.limbs(), ofSquares.unit());
    }
}
