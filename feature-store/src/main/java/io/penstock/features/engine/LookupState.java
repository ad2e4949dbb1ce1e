package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The newest row of a view's table that can be read, for one key. */
final class LookupState implements ViewState {
    private final LookupSpec spec;
    private final UnsafeRow newest;
    private long newestTick = PublishedTicks.NONE;

    LookupState(LookupSpec spec, int columns) {
        this.spec = spec;
        this.newest = UnsafeRow.createFromByteArray(64, columns);
    }

    @Override
    public void add(InternalRow row, long now) {
        long tick = UnionRow.event(row);
        if (spec.published().isPublished(tick)) {
            newest.copyFrom((UnsafeRow) row);
            newestTick = tick;
        }
    }

    @Override
    public Found write(InternalRow out, int from, long moment) {
        long tick = spec.published().newestAt(moment);
        if (tick == PublishedTicks.NONE) {
            for (int i = 0; i < spec.features().size(); i++) {
                out.setNullAt(from + i);
            }
            return Found.STALE;
        }
        boolean present = newestTick != PublishedTicks.NONE
                && Math.floorDiv(newestTick, PublishedTicks.DAY) == Math.floorDiv(tick, PublishedTicks.DAY);
        boolean found = false;
        for (int i = 0; i < spec.features().size(); i++) {
            found |= present ? writeValue(i, out, from + i) : writeEmpty(i, out, from + i);
        }
        return found ? Found.VALUE : Found.EMPTY;
    }

    private boolean writeValue(int feature, InternalRow out, int ordinal) {
        Slot slot = spec.features().get(feature);
        slot.write(newest, out, ordinal);
        return !slot.isNullIn(newest) && !(spec.zeroWhenEmpty()[feature] && newest.getLong(slot.ordinal()) == 0);
    }

    private boolean writeEmpty(int feature, InternalRow out, int ordinal) {
        if (spec.zeroWhenEmpty()[feature]) {
            out.setLong(ordinal, 0);
        } else {
            out.setNullAt(ordinal);
        }
        return false;
    }

    @Override
    public void clear() {
        newestTick = PublishedTicks.NONE;
    }
}
