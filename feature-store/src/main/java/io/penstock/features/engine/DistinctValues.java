package io.penstock.features.engine;

import java.util.HashMap;
import java.util.Map;

/** How often each value stands in a window; nulls are left out. O(1) a row that comes or goes. */
final class DistinctValues implements Content {
    private final ValueColumn values;
    private Map<Object, int[]> counts = new HashMap<>();
    private int largest;

    DistinctValues(ValueColumn values) {
        this.values = values;
    }

    /** The number of different values. */
    int count() {
        return counts.size();
    }

    @Override
    public void enter(int row) {
        if (!values.isNull(row)) {
            counts.computeIfAbsent(values.object(row), value -> new int[1])[0]++;
            largest = Math.max(largest, counts.size());
        }
    }

    @Override
    public void leave(int row) {
        if (!values.isNull(row)) {
            Object value = values.object(row);
            if (--counts.get(value)[0] == 0) {
                counts.remove(value);
            }
        }
    }

    @Override
    public void clear() {
        counts.clear();
        if (largest > EventLog.KEPT_CAPACITY) {
            counts = new HashMap<>();
        }
        largest = 0;
    }
}
