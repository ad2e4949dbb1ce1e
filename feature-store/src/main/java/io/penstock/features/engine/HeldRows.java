package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** A fixed number of rows held at most. */
final class HeldRows implements Held {
    private final Hold hold;
    /** The least first. */
    private final List<UnsafeRow> held = new ArrayList<>();

    HeldRows(Hold hold) {
        this.hold = hold;
    }

    @Override
    public void add(InternalRow row) {
        if (!hold.takes(row)) {
            return;
        }
        int to = held.size();
        while (to > 0 && hold.compare(held.get(to - 1), row) > 0) {
            to--;
        }
        if (held.size() < hold.most()) {
            held.add(to, UnionRow.copyOf(row));
        } else if (to > 0) {
            UnsafeRow least = held.remove(0);
            least.copyFrom((UnsafeRow) row);
            held.add(to - 1, least);
        }
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public InternalRow row(int greater) {
        return held.get(held.size() - 1 - greater);
    }

    @Override
    public void clear() {
        held.clear();
    }
}
