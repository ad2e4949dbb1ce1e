package io.penstock.features.engine;

import io.penstock.features.Aggregate;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a feature does with the rows of its window. */
enum Operation {
    COUNT,
    COUNT_DISTINCT,
    APPROX_COUNT_DISTINCT,
    SUM,
    MEAN,
    STDDEV,
    MIN,
    MAX,
    FIRST,
    LAST,
    LAST_N,
    QUANTILE,
    RATIO;

    static Operation of(Aggregate aggregate) {
        if (aggregate instanceof Aggregate.Count) {
            return COUNT;
        } else if (aggregate instanceof Aggregate.CountDistinct) {
            return COUNT_DISTINCT;
        } else if (aggregate instanceof Aggregate.ApproxCountDistinct) {
            return APPROX_COUNT_DISTINCT;
        } else if (aggregate instanceof Aggregate.Sum) {
            return SUM;
        } else if (aggregate instanceof Aggregate.Mean) {
            return MEAN;
        } else if (aggregate instanceof Aggregate.StdDev) {
            return STDDEV;
        } else if (aggregate instanceof Aggregate.Min) {
            return MIN;
        } else if (aggregate instanceof Aggregate.Max) {
            return MAX;
        } else if (aggregate instanceof Aggregate.First) {
            return FIRST;
        } else if (aggregate instanceof Aggregate.LastN) {
            return LAST_N;
        } else if (aggregate instanceof Aggregate.Quantile) {
            return QUANTILE;
        } else if (aggregate instanceof Aggregate.Ratio) {
            return RATIO;
        } else {
            return LAST;
        }
    }

    boolean isArithmetic() {
        return this == SUM || this == MEAN || this == STDDEV;
    }

    boolean isOrdered() {
        return this == FIRST || this == LAST || this == LAST_N;
    }

    /** Whether values are told apart. */
    boolean comparesValues() {
        return this == COUNT_DISTINCT || this == APPROX_COUNT_DISTINCT;
    }

    /** Whether it is 0 over no rows, and not null. */
    boolean isCount() {
        return this == COUNT || comparesValues();
    }

    /** The type of a feature over values of an input. */
    DataType resultType(Slot input) {
        return switch (this) {
            case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> DataTypes.LongType;
            case SUM -> input.kind().isIntegral() ? DataTypes.LongType : DataTypes.DoubleType;
            case MEAN, STDDEV, RATIO -> DataTypes.DoubleType;
            case MIN, MAX, FIRST, LAST, QUANTILE -> input.type();
            case LAST_N -> DataTypes.createArrayType(input.type(), true);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
