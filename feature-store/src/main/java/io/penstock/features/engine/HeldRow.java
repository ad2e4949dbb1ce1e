package io.penstock.features.engine;

import java.util.Comparator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * The one row that matters of all that ever came: the newest, the oldest, or the one with the greatest or smallest value. It
 * makes features without window cost no memory where nothing is taken back.
 */
final class HeldRow implements Held {
    private final Inclusion rows;
    private final Slot present;
    private final Comparator<InternalRow> order;
    private final UnsafeRow held;
    private boolean isEmpty = true;

    /** Holds the greatest by {@code order} of the rows included whose slot {@code present}, if any, is not null. */
    HeldRow(Inclusion rows, Slot present, Comparator<InternalRow> order, int columns) {
        this.rows = rows;
        this.present = present;
        this.order = order;
        this.held = UnsafeRow.createFromByteArray(64, columns);
    }

    @Override
    public void add(InternalRow row) {
        if (rows.includes(row)
                && !(present.exists() && present.isNullIn(row))
                && (isEmpty || order.compare(row, held) >= 0)) {
            held.copyFrom((UnsafeRow) row);
            isEmpty = false;
        }
    }

    boolean isEmpty() {
        return isEmpty;
    }

    InternalRow row() {
        return held;
    }

    @Override
    public void clear() {
        isEmpty = true;
    }
}
