package io.penstock.features.engine;

import io.penstock.features.Aggregate;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a feature does with the rows of its window. */
enum Operation {
    COUNT,
    SUM,
    MEAN,
    STDDEV,
    MIN,
    MAX,
    FIRST,
    LAST;

    static Operation of(Aggregate aggregate) {
        if (aggregate instanceof Aggregate.Count) {
            return COUNT;
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
        } else {
            return LAST;
        }
    }

    boolean isArithmetic() {
        return this == SUM || this == MEAN || this == STDDEV;
    }

    boolean isOrdered() {
        return this == FIRST || this == LAST;
    }

    /** The type of a feature over values of an input. */
    DataType resultType(Slot input) {
        return switch (this) {
            case COUNT -> DataTypes.LongType;
            case SUM -> input.kind().isIntegral() ? DataTypes.LongType : DataTypes.DoubleType;
            case MEAN, STDDEV -> DataTypes.DoubleType;
            case MIN, MAX, FIRST, LAST -> input.type();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
