package io.penstock.features.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows of a keyed source that carry the time at which a newer row of their source key replaced them. */
final class Endings implements Arrivals {
    private final int endOrdinal;
    private final long delay;
    private final EventLog log;
    private final PriorityQueue<Ending> coming =
            new PriorityQueue<>(Comparator.comparingLong(Ending::at).thenComparingLong(Ending::id));
    private long nextId;

    Endings(int endOrdinal, long delay, EventLog log) {
        this.endOrdinal = endOrdinal;
        this.delay = delay;
        this.log = log;
    }

    private record Ending(long at, long event, long id) {}

    @Override
    public void add(InternalRow row, long now) {
        if (row.isNullAt(endOrdinal)) {
            log.add(row, now, nextId++);
            return;
        }
        long end = row.getLong(endOrdinal) + delay;
        if (end > Math.max(UnionRow.event(row), UnionRow.created(row)) + delay) {
            coming.add(new Ending(end, UnionRow.event(row), nextId));
            log.add(row, now, nextId++);
        }
    }

    @Override
    public void moveTo(long moment) {
        while (!coming.isEmpty() && coming.peek().at() <= moment) {
            Ending ending = coming.poll();
            log.takeBack(ending.event(), ending.id());
        }
    }

    @Override
    public long nextChange() {
        return coming.isEmpty() ? Long.MAX_VALUE : coming.peek().at();
    }

    @Override
    public void clear() {
        coming.clear();
        nextId = 0;
    }
}
