package io.penstock.features.engine;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Which rows of a view a scan has to be given that begins at a border in the middle of a key's history: of the rows visible
 * before the border, those whose {@link #time} is later than {@link #after}, and of the others those that {@link #holds} choose.
 * With them every query at or after the border is answered as by a scan of the whole history.
 */
sealed interface Carry extends Serializable {
    /** The time of a row that decides. */
    long time(InternalRow row);

    /**
     * Rows of this time and before do not matter from the border on; never falls while the border rises. {@code lead} is at
     * least the event less the created time of any row.
     */
    long after(long border, long lead);

    /** How rows are chosen that matter for ever. */
    default List<Hold> holds() {
        return List.of();
    }

    /**
     * Every row counts by itself, from when it is visible until its event leaves the longest window; where it carries the time
     * of its replacement, at most until then. A query at {@code t >= border} finds it in a window only if {@code event + window
     * > t}, hence {@code event > border - window}. A feature without window needs the rows that it holds of those before the border, or
     * all; then the window is endless.
     */
    record ByEvent(long window, List<Hold> holds) implements Carry {
        @Override
        public long time(InternalRow row) {
            return UnionRow.event(row);
        }

        @Override
        public long after(long border, long lead) {
            return window < PackedTime.LIMIT ? border - window : Long.MIN_VALUE;
        }
    }

    /**
     * Rows of a source key replace one another, all in the same entity, the latest created being the newest.
     *
     * <p>A row {@code r} visible before the border matters at {@code t >= border} if it counts itself, so {@code event(r) +
     * window > t}, or if it keeps an older row {@code o} of its source key from counting that is there and would count, so {@code
     * event(o) + window > t} and {@code created(r) >= created(o)}. No event lies further ahead of its created time than {@code
     * lead}: in both cases {@code created(r) > border - window - lead}. Rows created at the same time come together, so what
     * settles their tie is there too; and of a row left behind all older ones are left behind, so nothing waits to be taken back.
     */
    record ByCreated(long window) implements Carry {
        @Override
        public long time(InternalRow row) {
            return UnionRow.created(row);
        }

        @Override
        public long after(long border, long lead) {
            return window < PackedTime.LIMIT ? border - window - lead : Long.MIN_VALUE;
        }
    }

    /**
     * Of published ticks a query reads a key's newest row of the day of the newest tick that can be read. That day never falls
     * while the moment rises, so no row of an earlier day than the border's is read from the border on.
     */
    record ByDay(PublishedTicks published) implements Carry {
        @Override
        public long time(InternalRow row) {
            return UnionRow.event(row);
        }

        @Override
        public long after(long border, long lead) {
            long newest = published.newestEverAt(border);
            return newest == PublishedTicks.NONE
                    ? Long.MIN_VALUE
                    : Math.floorDiv(newest, PublishedTicks.DAY) * PublishedTicks.DAY - 1;
        }
    }
}
