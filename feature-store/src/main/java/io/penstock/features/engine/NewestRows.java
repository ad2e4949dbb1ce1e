package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The newest of all rows that ever came, a fixed number at most: {@link HeldRow} for more than one row. */
final class NewestRows implements Held {
    private final Inclusion rows;
    private final Comparator<InternalRow> order;
    private final int most;
    /** The oldest first. */
    private final List<UnsafeRow> held = new ArrayList<>();

    NewestRows(Inclusion rows, Comparator<InternalRow> order, int most) {
        this.rows = rows;
        this.order = order;
        this.most = most;
    }

    @Override
    public void add(InternalRow row) {
        if (!rows.includes(row)) {
            return;
        }
        int to = held.size();
        while (to > 0 && order.compare(held.get(to - 1), row) > 0) {
            to--;
        }
        if (held.size() < most) {
            held.add(to, UnionRow.copyOf(row));
        } else if (to > 0) {
            UnsafeRow oldest = held.remove(0);
            oldest.copyFrom((UnsafeRow) row);
            held.add(to - 1, oldest);
        }
    }

    int size() {
        return held.size();
    }

    /** The row that has {@code newer} rows behind it. */
    InternalRow row(int newer) {
        return held.get(held.size() - 1 - newer);
    }

    @Override
    public void clear() {
        held.clear();
    }
}
