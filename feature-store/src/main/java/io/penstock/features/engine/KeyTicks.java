package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * The ticks of one key: finds the next tick at which its row must stand in the table.
 *
 * <p>A tick is computed only if an event came or a row left a window since the last one, or if it is the first of its day
 * and the key is not empty.
 */
final class KeyTicks {
    private TickClock clock;
    private final EventState state;
    private final InternalRow values;
    private final UnsafeProjection projection;
    private final UnsafeRow previous;
    private boolean wasEmpty;
    private boolean isDirty;
    private long next;
    private long tick;
    private UnsafeRow row;

    /** {@code projection} is shared by the keys of a task: a row is valid until the next tick of any of them. */
    KeyTicks(TickSpec spec, UnsafeProjection projection) {
        this.state = (EventState) spec.view().create(spec.columns());
        this.values = new SpecificInternalRow(spec.features());
        this.projection = projection;
        this.previous = UnsafeRow.createFromByteArray(64, spec.features().size());
        clear();
    }

    boolean hasBegun() {
        return clock != null;
    }

    /** Which ticks are computed; to be called before the first event. */
    void begin(TickClock ticks) {
        clock = ticks;
        next = ticks.first();
    }

    void add(InternalRow event, long now) {
        state.add(event, now);
        isDirty = true;
        next = Math.max(next, clock.from(now));
    }

    /** Moves to the next tick before {@code time} that must be written; false if there is none. */
    boolean moveToNextBefore(long time) {
        while (true) {
            long candidate = isDirty ? next : nextCandidate();
            if (candidate >= time || candidate > clock.last()) {
                return false;
            }
            if (compute(candidate)) {
                return true;
            }
        }
    }

    private long nextCandidate() {
        long change = state.nextChange();
        long changed = change == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(next, clock.from(change));
        return wasEmpty ? changed : Math.min(changed, clock.nextFirstOfDay(next));
    }

    /** Whether the values at a tick must be written. */
    private boolean compute(long at) {
        boolean isEmpty = state.write(values, 0, at) == Found.EMPTY;
        row = projection.apply(values);
        boolean written = clock.isFirstOfDay(at) ? !isEmpty : isEmpty ? !wasEmpty : wasEmpty || !row.equals(previous);
        previous.copyFrom(row);
        wasEmpty = isEmpty;
        isDirty = false;
        tick = at;
        next = at + clock.refresh();
        return written;
    }

    long tick() {
        return tick;
    }

    UnsafeRow row() {
        return row;
    }

    void clear() {
        state.clear();
        wasEmpty = true;
        isDirty = false;
        clock = null;
    }
}
