package io.penstock.features.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows of a keyed source whose key determines the entity: only the newest row of each source key counts.
 *
 * <p>Rows come when they were created. A newer one takes the older back at once and counts from its event on. Newer is the
 * later created; then the later event, batch label, digest of the file name, row number.
 */
final class Revisions implements Arrivals {
    private static final int SMALLEST_SWEEP = 64;

    private final EventSpec.Corrections.ByKey keyed;
    private final long delay;
    private final long longestWindow;
    private final EventLog log;
    private final Map<UnsafeRow, Revision> newest = new HashMap<>();
    private final PriorityQueue<Revision> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Revision r) -> r.event).thenComparingLong(r -> r.id));
    private long nextId;
    private int sweepAt = SMALLEST_SWEEP;

    Revisions(EventSpec.Corrections.ByKey keyed, EventSpec spec, EventLog log) {
        this.keyed = keyed;
        this.delay = spec.delay();
        this.longestWindow = spec.longestWindow();
        this.log = log;
    }

    /** One row of a source key. */
    private static final class Revision {
        long id;
        long event;
        long created;
        UnsafeRow revision;
        UnsafeRow waitingRow;
        boolean counts;
    }

    @Override
    public void add(InternalRow row, long now) {
        if (newest.size() >= sweepAt) {
            sweep(now);
        }
        UnsafeRow key = (UnsafeRow) row.getStruct(keyed.keyOrdinal(), keyed.keyFields());
        Revision before = newest.get(key);
        if (before == null) {
            newest.put(key.copy(), before = new Revision());
        } else if (compare(row, before) <= 0) {
            return;
        } else {
            takeBack(before);
            if (before.waitingRow != null) {
                waiting.remove(before);
            }
        }
        replace(before, row, now);
    }

    /** Forgets rows that have left all windows: a newer one would find nothing to take back. */
    private void sweep(long now) {
        if (longestWindow != Window.FOREVER) {
            newest.values().removeIf(r -> r.counts && r.event + longestWindow <= now && r.created + delay < now);
        }
        sweepAt = Math.max(SMALLEST_SWEEP, 2 * newest.size());
    }

    private void takeBack(Revision revision) {
        if (revision.counts) {
            log.takeBack(revision.event, revision.id);
        }
    }

    private void replace(Revision revision, InternalRow row, long now) {
        revision.id = nextId++;
        revision.event = UnionRow.event(row);
        revision.created = UnionRow.created(row);
        revision.revision = ((UnsafeRow) row.getStruct(keyed.revisionOrdinal(), RevisionColumns.FIELDS)).copy();
        revision.counts = revision.event + delay <= now;
        if (revision.counts) {
            revision.waitingRow = null;
            log.add(row, now, revision.id);
        } else {
            revision.waitingRow = UnionRow.copyOf(row);
            waiting.add(revision);
        }
    }

    private int compare(InternalRow row, Revision other) {
        int order = Long.compare(UnionRow.created(row), other.created);
        if (order == 0) {
            order = Long.compare(UnionRow.event(row), other.event);
        }
        return order == 0
                ? RevisionColumns.compare(
                        row.getStruct(keyed.revisionOrdinal(), RevisionColumns.FIELDS), other.revision)
                : order;
    }

    @Override
    public void moveTo(long moment) {
        while (!waiting.isEmpty() && waiting.peek().event + delay <= moment) {
            Revision revision = waiting.poll();
            log.add(revision.waitingRow, revision.event + delay, revision.id);
            revision.waitingRow = null;
            revision.counts = true;
        }
    }

    @Override
    public long nextChange() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().event + delay;
    }

    @Override
    public void clear() {
        newest.clear();
        waiting.clear();
        nextId = 0;
        sweepAt = SMALLEST_SWEEP;
    }
}
