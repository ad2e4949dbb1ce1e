package io.penstock.features.engine;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * How the few rows are chosen that answer a feature without window where none is taken back: of those included whose slot
 * {@code value}, if any, is not null, the {@code most} greatest by that value or, without one, by their total order; the least
 * where {@code direction} is -1 in place of 1.
 */
record Hold(Inclusion rows, Slot value, RowOrder order, int direction, int most)
        implements Comparator<InternalRow>, Serializable {
    /** None where a feature needs all rows. */
    static Optional<Hold> of(FeatureSpec feature, RowOrder order) {
        return Optional.ofNullable(
                switch (feature.operation()) {
                    case MIN -> new Hold(Inclusion.ALL, feature.input(), order, -1, 1);
                    case MAX -> new Hold(Inclusion.ALL, feature.input(), order, 1, 1);
                    case FIRST -> new Hold(feature.rows(), Slot.NONE, order, -1, 1);
                    case LAST -> new Hold(feature.rows(), Slot.NONE, order, 1, 1);
                    case LAST_N -> new Hold(feature.rows(), Slot.NONE, order, 1, (int) feature.parameter());
                    case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, SUM, MEAN, STDDEV, QUANTILE, RATIO -> null;
                });
    }

    boolean takes(InternalRow row) {
        return rows.includes(row) && !(value.exists() && value.isNullIn(row));
    }

    @Override
    public int compare(InternalRow a, InternalRow b) {
        return direction * (value.exists() ? value.compare(a, b) : order.compare(a, b));
    }

    /** Nothing held yet; {@code columns} is the number of columns of a row. */
    Held start(int columns) {
        return most == 1 ? new HeldRow(this, columns) : new HeldRows(this);
    }
}
