package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** One row held. It makes features without window cost no memory. */
final class HeldRow implements Held {
    private final Hold hold;
    private final UnsafeRow held;
    private boolean isEmpty = true;

    HeldRow(Hold hold, int columns) {
        this.hold = hold;
        this.held = UnsafeRow.createFromByteArray(64, columns);
    }

    @Override
    public void add(InternalRow row) {
        if (hold.takes(row) && (isEmpty || hold.compare(row, held) >= 0)) {
            held.copyFrom((UnsafeRow) row);
            isEmpty = false;
        }
    }

    @Override
    public int size() {
        return isEmpty ? 0 : 1;
    }

    @Override
    public InternalRow row(int greater) {
        return held;
    }

    @Override
    public void clear() {
        isEmpty = true;
    }
}
