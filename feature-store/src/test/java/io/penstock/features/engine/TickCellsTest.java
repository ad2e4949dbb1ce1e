package io.penstock.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** How many rows a log holds; what it answers is a matter of the tick laws. */
class TickCellsTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long WINDOW = 30 * 24 * HOUR;
    private static final int CELLS = 30 * 24 + 1;
    private static final int EVENTS = 200_000;
    private static final List<Operation> FOLDED =
            List.of(Operation.COUNT, Operation.SUM, Operation.STDDEV, Operation.MAX);

    @Test
    void aLogAskedAtTicksHoldsAsManyRowsAsTicksMayName() {
        int named = 1 + 2 + 1;

        assertThat(mostRows(FOLDED, WINDOW, HOUR))
                .as(
                        "the last row of a cell, the first and last that count, the greatest; before it is folded, up to four times that")
                .isGreaterThan(CELLS)
                .isLessThanOrEqualTo(4 * named * CELLS);
    }

    @Test
    void aLogThatCannotBeFoldedHoldsEveryRowOfItsWindow() {
        List<Operation> lastN = new ArrayList<>(FOLDED);
        lastN.add(Operation.LAST_N);

        assertThat(Stream.of(
                        mostRows(FOLDED, WINDOW, 0), mostRows(FOLDED, WINDOW + 1, HOUR), mostRows(lastN, WINDOW, HOUR)))
                .allMatch(rows -> rows > EVENTS / 2);
    }

    /** The most rows that a log held at a time while events of 60 days came. */
    private static int mostRows(List<Operation> operations, long window, long refresh) {
        List<FeatureSpec> features =
                operations.stream().map(operation -> feature(operation, window)).toList();
        EventSpec spec = new EventSpec("v", features, List.of(), new EventSpec.Corrections.None(), 0, refresh);
        EventLog log = new EventLog(spec, features);
        Random random = new Random(1);
        int most = 0;
        for (int i = 0; i < EVENTS; i++) {
            long time = 2 * WINDOW / EVENTS * i;
            log.add(row(time, random.nextGaussian()), time);
            most = Math.max(most, log.size());
        }
        return most;
    }

    private static FeatureSpec feature(Operation operation, long window) {
        Slot input = operation == Operation.COUNT
                ? Slot.NONE
                : new Slot(UnionRow.FIXED_COLUMNS, ValueKind.DOUBLE, DataTypes.DoubleType);
        return new FeatureSpec(
                "v", operation.name(), operation, input, Inclusion.ALL, window, DataTypes.DoubleType, 3, List.of());
    }

    private static InternalRow row(long time, double value) {
        Object[] columns = new Object[UnionRow.FIXED_COLUMNS + 1];
        columns[UnionRow.EVENT] = time;
        columns[UnionRow.CREATED] = time;
        columns[UnionRow.FIXED_COLUMNS] = value;
        return new GenericInternalRow(columns);
    }
}
