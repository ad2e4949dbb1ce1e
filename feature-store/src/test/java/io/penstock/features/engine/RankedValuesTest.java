package io.penstock.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class RankedValuesTest {

    @Test
    void everyRankIsThatOfASortedListWhateverComesAndGoes() {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            int different = seed % 2 == 0 ? 12 : 1_000_000;
            DoubleValues column = new DoubleValues(new Slot(0, ValueKind.DOUBLE, DataTypes.DoubleType));
            RankedValues ranked = new RankedValues(column);
            List<Integer> there = new ArrayList<>();
            for (int row = 0; row < 3_000; row++) {
                column.append(row(value(different, random)), row);
                ranked.enter(row);
                there.add(row);
                while (!there.isEmpty() && random.nextInt(row < 1_500 ? 5 : 2) == 0) {
                    ranked.leave(there.remove(random.nextInt(there.size())));
                }
                if (row % 50 == 0) {
                    assertThat(all(ranked)).as("seed " + seed + ", row " + row).isEqualTo(sorted(column, there));
                }
            }
            ranked.clear();
            assertThat(ranked.size()).as("seed " + seed).isZero();
        }
    }

    @Test
    void doublesKeepTheirOrderAsLongs() {
        double[] ascending = {
            Double.NEGATIVE_INFINITY,
            -1e300,
            -1,
            -Double.MIN_VALUE,
            -0.0,
            0.0,
            1e-300,
            2,
            Double.POSITIVE_INFINITY,
            Double.NaN
        };
        for (int i = 1; i < ascending.length; i++) {
            assertThat(RankedValues.ofDouble(ascending[i]))
                    .as("%s after %s", ascending[i], ascending[i - 1])
                    .isGreaterThan(RankedValues.ofDouble(ascending[i - 1]));
            assertThat(RankedValues.toDouble(RankedValues.ofDouble(ascending[i])))
                    .isEqualTo(Double.valueOf(ascending[i]));
        }
    }

    private static Double value(int different, Random random) {
        int special = random.nextInt(40);
        return special == 0 ? null : special == 1 ? Double.valueOf(Double.NaN) : random.nextInt(different) - 5.5;
    }

    private static InternalRow row(Double value) {
        return new GenericInternalRow(new Object[] {value});
    }

    private static List<Double> all(RankedValues ranked) {
        List<Double> values = new ArrayList<>();
        for (int rank = 1; rank <= ranked.size(); rank++) {
            values.add(RankedValues.toDouble(ranked.at(rank)));
        }
        return values;
    }

    private static List<Double> sorted(DoubleValues column, List<Integer> rows) {
        List<Double> values = new ArrayList<>();
        rows.stream().filter(row -> !column.isNull(row)).forEach(row -> values.add(column.at(row)));
        Collections.sort(values);
        return values;
    }
}
