package io.penstock.features.engine;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a log needs that is asked at ticks alone, the multiples of {@code refresh} microseconds.
 *
 * <p>Where each window is a multiple of {@code refresh} too, the rows that happened after one tick and up to the next leave it
 * together, whenever they came: it holds all known ones of such a cell or none. Of a cell the last row is enough for all that
 * is kept as running sums and counts; beside it stay the rows that a column may name for the cell as a whole
 * ({@link LogColumn#keepOfCell}). So how many rows a log holds is a matter of the ticks in its longest window and of what its
 * features can name, not of events.
 */
final class TickCells {
    private final long refresh;

    private TickCells(long refresh) {
        this.refresh = refresh;
    }

    /** None where features may name any row of a cell, a row may be taken back, or windows cut cells. */
    static Optional<TickCells> of(EventSpec spec, List<FeatureSpec> features) {
        boolean fold = spec.refresh() > 0
                && spec.isAppendOnly()
                && features.stream()
                        .allMatch(f -> isOfCells(f.operation()) && (f.isForever() || f.window() % spec.refresh() == 0));
        return fold ? Optional.of(new TickCells(spec.refresh())) : Optional.empty();
    }

    private static boolean isOfCells(Operation operation) {
        return switch (operation) {
            case COUNT, SUM, MEAN, STDDEV, MIN, MAX, FIRST, LAST, RATIO -> true;
            case COUNT_DISTINCT, APPROX_COUNT_DISTINCT, QUANTILE, LAST_N -> false;
        };
    }

    /** Of a log's rows; empty if more than half of them would stay. */
    Optional<BitSet> rowsToKeep(EventTimes events, int size, List<LogColumn> columns) {
        BitSet kept = new BitSet(size);
        int from = 0;
        for (int to = 1; to <= size; to++) {
            if (to == size || cellOf(events.at(to)) != cellOf(events.at(from))) {
                kept.set(to - 1);
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).keepOfCell(from, to, kept);
                }
                from = to;
            }
        }
        return 2 * kept.cardinality() > size ? Optional.empty() : Optional.of(kept);
    }

    /** The tick at or after a time, counted from 1970. */
    private long cellOf(long time) {
        return -Math.floorDiv(-time, refresh);
    }
}
