package io.penstock.features.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;

/**
 * One pass over a sorted partition of events: before an event is taken in, the ticks of its key up to then are written; at
 * the end of a bucket the remaining ticks of all its keys.
 *
 * <p>A result (key, tick, features, date) is valid until the next one is asked for.
 */
final class TickScan implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final KeyStates<KeyTicks> states;
    private final TickSpec spec;
    private final GenericInternalRow time = new GenericInternalRow(1);
    private final GenericInternalRow date = new GenericInternalRow(1);
    private final JoinedRow keyAndTime = new JoinedRow();
    private final JoinedRow featuresAndDate = new JoinedRow();
    private final JoinedRow result = new JoinedRow();
    private long bucket = -1;
    /** An event that is not taken in yet, and the ticks of its key. */
    private InternalRow event;

    private KeyTicks ticks;
    /** The keys of a bucket that has no more events, and the one whose ticks are being written. */
    private Iterator<KeyStates.Keyed<KeyTicks>> ending;

    private KeyStates.Keyed<KeyTicks> endingKey;
    private boolean ready;

    TickScan(TickSpec spec, Iterator<InternalRow> rows) {
        this.rows = rows;
        this.spec = spec;
        UnsafeProjection projection = UnsafeProjection.create(spec.features());
        this.states = new KeyStates<>(spec.keyFields(), () -> new KeyTicks(spec, projection), KeyTicks::clear);
    }

    @Override
    public boolean hasNext() {
        while (!ready && step()) {}
        return ready;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        return result;
    }

    /** Does one thing: writes a tick, takes an event in, or turns to the next key; false at the end. */
    private boolean step() {
        if (ending != null) {
            return endOneKey();
        }
        if (event == null) {
            return nextEvent();
        }
        if (ticks == null) {
            ticks = states.of(event);
            if (!ticks.hasBegun()) {
                ticks.begin(spec.clockOf(event));
            }
        }
        long now = PackedTime.time(event.getLong(UnionRow.SORT));
        if (ticks.moveToNextBefore(now)) {
            write(event.getStruct(UnionRow.KEY, spec.keyFields()), ticks);
        } else {
            ticks.add(event, now);
            event = null;
            ticks = null;
        }
        return true;
    }

    private boolean nextEvent() {
        boolean more = rows.hasNext();
        if (more) {
            event = rows.next();
        }
        long nextBucket = more ? PackedTime.bucket(event.getLong(UnionRow.SORT)) : -1;
        if (nextBucket != bucket) {
            bucket = nextBucket;
            ending = states.all().iterator();
            endingKey = null;
            return true;
        }
        return more;
    }

    private boolean endOneKey() {
        if (endingKey != null && endingKey.state().moveToNextBefore(Long.MAX_VALUE)) {
            write(endingKey.key(), endingKey.state());
        } else if (ending.hasNext()) {
            endingKey = ending.next();
        } else {
            ending = null;
            states.clear();
        }
        return true;
    }

    private void write(InternalRow key, KeyTicks written) {
        time.setLong(0, written.tick());
        date.setInt(0, (int) TickClock.day(written.tick()));
        result.apply(keyAndTime.apply(key, time), featuresAndDate.apply(written.row(), date));
        ready = true;
    }
}
