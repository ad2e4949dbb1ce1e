package io.penstock.features.engine;

import io.penstock.base.Durations;
import java.io.Serializable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A feature as the scan computes it: the operation, the slot of its input ({@link Slot#NONE} for a count), the rows it takes,
 * and its window in microseconds ({@link Window#FOREVER} without).
 *
 * @param parameter how many values of {@code last_n}, {@code q} of a quantile in billionths; 0 of all others
 * @param parts of a ratio the two features it is of; none of any other
 */
record FeatureSpec(
        String view,
        String name,
        Operation operation,
        Slot input,
        Inclusion rows,
        long window,
        DataType type,
        long parameter,
        List<FeatureSpec> parts)
        implements Serializable {
    /** One as quantiles count it. */
    static final long BILLION = 1_000_000_000L;

    /** A ratio looks as far back as its parts do. */
    static FeatureSpec ofRatio(String view, String name, FeatureSpec of, FeatureSpec to) {
        return new FeatureSpec(
                view,
                name,
                Operation.RATIO,
                Slot.NONE,
                Inclusion.ALL,
                Math.max(of.window, to.window),
                DataTypes.DoubleType,
                0,
                List.of(of, to));
    }

    /** {@link Window#FOREVER} if a feature has no window. */
    static long longestWindow(List<FeatureSpec> features) {
        return features.stream().mapToLong(FeatureSpec::window).max().orElse(0);
    }

    /** The features that aggregate rows: this one, or those that a ratio is of. */
    Stream<FeatureSpec> aggregated() {
        return parts.isEmpty() ? Stream.of(this) : parts.stream().flatMap(FeatureSpec::aggregated);
    }

    /** As error texts name it. */
    String label() {
        return view + "." + name;
    }

    boolean isForever() {
        return window == Window.FOREVER;
    }

    /** The value over no rows. */
    boolean isZeroWhenEmpty() {
        return operation.isCount();
    }

    /** The same with slots at their places in an exchange. */
    FeatureSpec at(IntUnaryOperator ordinals) {
        Slot moved = input.exists() ? input.at(ordinals.applyAsInt(input.ordinal())) : input;
        Inclusion movedRows = rows.isAll() ? rows : new Inclusion(ordinals.applyAsInt(rows.ordinal()), rows.mask());
        return new FeatureSpec(
                view,
                name,
                operation,
                moved,
                movedRows,
                window,
                type,
                parameter,
                parts.stream().map(part -> part.at(ordinals)).toList());
    }

    String describe() {
        if (operation == Operation.RATIO) {
            return name + ": ratio of " + parts.get(0).name + " to " + parts.get(1).name;
        }
        return name + ": " + operation
                + (isForever() ? "" : " over " + Durations.print(Duration.of(window, ChronoUnit.MICROS)));
    }
}
