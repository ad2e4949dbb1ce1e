package io.penstock.features.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class ApproximateDistinctTest {

    @Test
    void estimatesLieWithinFiveStandardErrorsOfTheCount() {
        for (int different : new int[] {1, 10, 100, 1_000, 5_000, 20_000, 100_000, 1_000_000}) {
            LongValues column = column(different, different);
            ApproximateDistinct estimate = new ApproximateDistinct(column);
            for (int row = 0; row < different; row++) {
                estimate.enter(row);
                if (row % 3 == 0) {
                    estimate.enter(row);
                }
            }

            assertThat((double) estimate.count())
                    .as("%d different values", different)
                    .isCloseTo(different, within(0.5 + 5 * 0.0163 * different));
        }
    }

    @Test
    void theEstimateIsThatOfTheRowsThatAreLeftInWhateverOrderTheyCame() {
        for (long seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            LongValues column = column(seed, 40_000);
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < 40_000; row++) {
                rows.add(row);
            }
            Collections.shuffle(rows, random);
            ApproximateDistinct moved = new ApproximateDistinct(column);
            rows.forEach(moved::enter);
            rows.subList(0, 30_000).forEach(moved::leave);
            ApproximateDistinct fresh = new ApproximateDistinct(column);
            List<Integer> left = new ArrayList<>(rows.subList(30_000, 40_000));
            Collections.sort(left);
            left.forEach(fresh::enter);

            assertThat(moved.count())
                    .as("seed " + seed)
                    .isEqualTo(fresh.count())
                    .isBetween(9_500L, 10_500L);
            left.forEach(moved::leave);
            assertThat(moved.count()).as("seed " + seed).isZero();
        }
    }

    /** Values that are all different. */
    private static LongValues column(long seed, int size) {
        LongValues column = new LongValues(new Slot(0, ValueKind.BIGINT, DataTypes.LongType));
        for (int row = 0; row < size; row++) {
            column.append(new GenericInternalRow(new Object[] {seed * 7_000_000L + row}), row);
        }
        return column;
    }
}
