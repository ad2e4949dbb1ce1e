package io.penstock.features.engine;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** The total order of a view's rows: event time, created time, then the slots that settle ties. */
record RowOrder(List<Slot> ties) implements Comparator<InternalRow>, Serializable {
    @Override
    public int compare(InternalRow a, InternalRow b) {
        int order = Long.compare(UnionRow.event(a), UnionRow.event(b));
        if (order == 0) {
            order = Long.compare(UnionRow.created(a), UnionRow.created(b));
        }
        for (int i = 0; order == 0 && i < ties.size(); i++) {
            order = ties.get(i).compare(a, b);
        }
        return order;
    }
}
