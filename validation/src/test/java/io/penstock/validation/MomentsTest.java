package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void momentsAreTheExactOnesToTheBitHoweverRowsWereSplit() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Double> values = values(random, 1 + random.nextInt(300));
            ColumnTallies.Moments moments = split(random, values);

            BigDecimal rows = BigDecimal.valueOf(values.size());
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal squares = BigDecimal.ZERO;
            for (double value : values) {
                sum = sum.add(new BigDecimal(value));
                squares = squares.add(new BigDecimal(value).pow(2));
            }
            BigDecimal spread = rows.multiply(squares).subtract(sum.pow(2));
            assertThat(moments.count()).as("count, seed %d", seed).isEqualTo(values.size());
            assertThat(moments.sum()).as("sum, seed %d", seed).isEqualTo(sum.doubleValue());
            assertThat(moments.mean())
                    .as("mean, seed %d", seed)
                    .isEqualTo(sum.divide(rows, MathContext.DECIMAL128).doubleValue());
            assertThat(moments.squares())
                    .as("squares, seed %d", seed)
                    .isEqualTo(spread.divide(rows, MathContext.DECIMAL128).doubleValue());
            assertThat(moments.min()).as("min, seed %d", seed).isEqualTo(Collections.min(values));
            assertThat(moments.max()).as("max, seed %d", seed).isEqualTo(Collections.max(values));
        }
    }

    @Test
    void nanIsLeftOutAndInfiniteValuesAreNotHidden() {
        Random random = new Random(1);
        ColumnTallies.Moments calm = split(random, List.of(1.0, Double.NaN, 3.0));
        assertThat(calm.count()).isEqualTo(2);
        assertThat(calm.mean()).isEqualTo(2.0);
        assertThat(calm.squares()).isEqualTo(2.0);
        ColumnTallies.Moments high = split(random, List.of(1.0, Double.POSITIVE_INFINITY));
        assertThat(high.mean()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(high.squares()).isNaN();
        assertThat(split(random, List.of(Double.NEGATIVE_INFINITY, 5.0, Double.POSITIVE_INFINITY))
                        .mean())
                .isNaN();
        assertThat(split(random, List.of()).mean()).isZero();
    }

    private static List<Double> values(Random random, int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(Math.scalb(random.nextGaussian(), random.nextInt(60) - 30));
        }
        return values;
    }

    /** Rows in any order, in up to five parts that are merged one after the other. */
    private static ColumnTallies.Moments split(Random random, List<Double> values) {
        List<ColumnTallies.Moments> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            parts.add(new ColumnTallies.Moments(0, DataTypes.DoubleType));
        }
        List<Double> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        for (double value : shuffled) {
            parts.get(random.nextInt(parts.size())).see(new GenericInternalRow(new Object[] {value}));
        }
        parts.subList(1, parts.size()).forEach(parts.get(0)::merge);
        return parts.get(0);
    }
}
