package io.penstock.features.engine;

import io.penstock.base.Durations;
import java.io.Serializable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.types.DataType;

/**
 * A feature as the scan computes it: the operation, the slot of its input ({@link Slot#NONE} for a count), the rows it takes,
 * and its window in microseconds ({@link Window#FOREVER} without).
 */
record FeatureSpec(
        String view, String name, Operation operation, Slot input, Inclusion rows, long window, DataType type)
        implements Serializable {
    /** As error texts name it. */
    String label() {
        return view + "." + name;
    }

    boolean isForever() {
        return window == Window.FOREVER;
    }

    /** The value over no rows. */
    boolean isZeroWhenEmpty() {
        return operation == Operation.COUNT;
    }

    /** The same with slots at their places in an exchange. */
    FeatureSpec at(IntUnaryOperator ordinals) {
        Slot moved = input.exists() ? input.at(ordinals.applyAsInt(input.ordinal())) : input;
        Inclusion movedRows = rows.isAll() ? rows : new Inclusion(ordinals.applyAsInt(rows.ordinal()), rows.mask());
        return new FeatureSpec(view, name, operation, moved, movedRows, window, type);
    }

    String describe() {
        return name + ": " + operation
                + (isForever() ? "" : " over " + Durations.print(Duration.of(window, ChronoUnit.MICROS)));
    }
}
