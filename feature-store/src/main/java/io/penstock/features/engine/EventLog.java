package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The known rows of one view and key in the order of their events, kept as columns, and how far each window has moved over
 * them.
 *
 * <p>All windows end at the newest known row, so what a window holds is a suffix of the log. A row in order costs O(1)
 * amortised whatever the number of windows; a late one costs the rows that it comes before. Rows that have left all windows
 * are forgotten, unless a correction may still take them back.
 */
final class EventLog {
    /** Columns longer than this are not kept for the next key. */
    static final int KEPT_CAPACITY = 1 << 14;

    private static final int SMALLEST_TRIM = 32;

    private final EventTimes events = new EventTimes();
    private final RowIds ids;
    private final List<LogColumn> columns = new ArrayList<>();
    private final Map<Slot, ValueColumn> values = new HashMap<>();
    private final Map<Slot, SumLane> sums = new HashMap<>();
    private final Map<Slot, Extremes> smallest = new HashMap<>();
    private final Map<Slot, Extremes> greatest = new HashMap<>();
    private final Map<Inclusion, Counts> counts = new HashMap<>();
    private final Map<Long, Window> windows = new HashMap<>();
    private final List<Window> moving = new ArrayList<>();
    private final List<Window> keeping = new ArrayList<>();
    private final Map<WindowSlot, DistinctValues> distinct = new HashMap<>();
    private final Map<WindowSlot, ApproximateDistinct> approximate = new HashMap<>();
    private final Map<WindowSlot, RankedValues> ranked = new HashMap<>();
    private final List<ValueColumn> order = new ArrayList<>();
    private final boolean forgets;
    private final Optional<TickCells> cells;
    private int size;
    private int trimAt = SMALLEST_TRIM;

    /** A column as one window sees it. */
    private record WindowSlot(long window, Slot slot) {
        static WindowSlot of(FeatureSpec feature) {
            return new WindowSlot(feature.window(), feature.input());
        }
    }

    /** The columns that some features need. */
    EventLog(EventSpec spec, List<FeatureSpec> features) {
        columns.add(events);
        ids = spec.isAppendOnly() ? null : new RowIds();
        if (ids != null) {
            columns.add(ids);
        }
        List<FeatureSpec> deviations =
                features.stream().filter(f -> f.operation() == Operation.STDDEV).toList();
        deviations.forEach(f -> addSums(f.input(), SumLane.ofSumsAndSquares(f.input())));
        features.forEach(this::add);
        if (features.stream().anyMatch(f -> f.operation().isOrdered())) {
            order.add(valuesOf(new Slot(UnionRow.CREATED, ValueKind.BIGINT, null)));
            spec.order().forEach(slot -> order.add(valuesOf(slot)));
        }
        windows.values().stream().filter(w -> !w.isForever()).forEach(moving::add);
        windows.values().stream().filter(Window::keepsContents).forEach(keeping::add);
        forgets = spec.isAppendOnly() || features.stream().noneMatch(FeatureSpec::isForever);
        cells = TickCells.of(spec, features);
    }

    private void add(FeatureSpec feature) {
        Window window = windows.computeIfAbsent(feature.window(), Window::new);
        Slot input = feature.input();
        switch (feature.operation()) {
            case COUNT -> countsOf(feature.rows());
            case COUNT_DISTINCT ->
                distinct.computeIfAbsent(WindowSlot.of(feature), w -> window.keep(new DistinctValues(valuesOf(input))));
            case APPROX_COUNT_DISTINCT ->
                approximate.computeIfAbsent(
                        WindowSlot.of(feature), w -> window.keep(new ApproximateDistinct(valuesOf(input))));
            case SUM, MEAN, STDDEV -> addSums(input, SumLane.ofSums(input));
            case MIN -> addExtremes(smallest, input, Extremes.smallest(valuesOf(input)));
            case MAX -> addExtremes(greatest, input, Extremes.greatest(valuesOf(input)));
            case FIRST, LAST, LAST_N -> {
                valuesOf(input);
                countsOf(feature.rows());
            }
            case QUANTILE ->
                ranked.computeIfAbsent(WindowSlot.of(feature), w -> window.keep(new RankedValues(valuesOf(input))));
            case RATIO -> throw new IllegalArgumentException("a ratio has no rows of its own");
        }
    }

    private ValueColumn valuesOf(Slot slot) {
        return values.computeIfAbsent(slot, s -> {
            ValueColumn column = ValueColumn.of(s);
            columns.add(column);
            return column;
        });
    }

    private void countsOf(Inclusion rows) {
        counts.computeIfAbsent(rows, r -> {
            Counts column = new Counts(r::includes);
            columns.add(column);
            return column;
        });
    }

    private void addSums(Slot slot, SumLane lane) {
        if (sums.putIfAbsent(slot, lane) == null) {
            columns.add(lane);
        }
    }

    private void addExtremes(Map<Slot, Extremes> byDirection, Slot slot, Extremes column) {
        if (byDirection.putIfAbsent(slot, column) == null) {
            columns.add(column);
        }
    }

    Window window(FeatureSpec feature) {
        return windows.get(feature.window());
    }

    ValueColumn values(FeatureSpec feature) {
        return values.get(feature.input());
    }

    SumLane sums(FeatureSpec feature) {
        return sums.get(feature.input());
    }

    DistinctValues distinct(FeatureSpec feature) {
        return distinct.get(WindowSlot.of(feature));
    }

    ApproximateDistinct approximate(FeatureSpec feature) {
        return approximate.get(WindowSlot.of(feature));
    }

    RankedValues ranked(FeatureSpec feature) {
        return ranked.get(WindowSlot.of(feature));
    }

    Extremes extremes(FeatureSpec feature) {
        return (feature.operation() == Operation.MIN ? smallest : greatest).get(feature.input());
    }

    Counts counts(FeatureSpec feature) {
        return counts.get(feature.rows());
    }

    int size() {
        return size;
    }

    /** Adds a row that became known at {@code now}. */
    void add(InternalRow row, long now) {
        if (size == trimAt) {
            moveTo(now);
            trim();
        }
        int last = size;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).append(row, last);
        }
        size++;
        int to = positionOfLast();
        if (to < last) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).moveLast(last, to);
            }
            for (int i = 0; i < moving.size(); i++) {
                moving.get(i).inserted(to);
            }
        }
        for (int i = 0; i < keeping.size(); i++) {
            keeping.get(i).entered(to);
        }
    }

    /** Adds a row that {@link #takeBack} can find by its id. */
    void add(InternalRow row, long now, long id) {
        ids.next(id);
        add(row, now);
    }

    /** Takes a row back as if it had never come; without effect if it is forgotten. */
    void takeBack(long event, long id) {
        int at = events.firstAt(event, size);
        while (at < size && events.at(at) == event && ids.at(at) != id) {
            at++;
        }
        if (at == size || events.at(at) != event) {
            return;
        }
        for (int i = 0; i < keeping.size(); i++) {
            keeping.get(i).left(at);
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).remove(at, size - 1);
        }
        size--;
        for (int i = 0; i < moving.size(); i++) {
            moving.get(i).removed(at);
        }
    }

    /** Moves all windows to a moment, never backwards. */
    void moveTo(long moment) {
        for (int i = 0; i < moving.size(); i++) {
            moving.get(i).moveTo(moment, events.array(), size);
        }
    }

    /** The first moment at which a row leaves a window, if none comes before. */
    long nextExpiry() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < moving.size(); i++) {
            next = Math.min(next, moving.get(i).nextExpiry(events.array(), size));
        }
        return next;
    }

    void clear() {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).clear();
        }
        windows.values().forEach(Window::clear);
        size = 0;
        trimAt = SMALLEST_TRIM;
    }

    private void trim() {
        int expired = forgets ? size : 0;
        for (int i = 0; i < moving.size(); i++) {
            expired = Math.min(expired, moving.get(i).head());
        }
        if (2 * expired >= size && expired > 0) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).dropFirst(expired, size);
            }
            for (int i = 0; i < moving.size(); i++) {
                moving.get(i).dropped(expired);
            }
            size -= expired;
        }
        cells.flatMap(ticks -> ticks.rowsToKeep(events, size, columns)).ifPresent(this::retain);
        trimAt = Math.max(SMALLEST_TRIM, 2 * size);
    }

    private void retain(BitSet kept) {
        int[] rows = kept.stream().toArray();
        columns.forEach(column -> column.retain(rows));
        moving.forEach(window -> window.retained(kept));
        size = rows.length;
    }

    /** Where the last row belongs; behind its equals. */
    private int positionOfLast() {
        int last = size - 1;
        int to = last;
        while (to > 0 && compare(to - 1, last) > 0) {
            to--;
            if (last - to == SMALLEST_TRIM) {
                return bisect(to, last);
            }
        }
        return to;
    }

    private int bisect(int high, int last) {
        int low = 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, last) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int compare(int a, int b) {
        int result = Long.compare(events.at(a), events.at(b));
        for (int i = 0; result == 0 && i < order.size(); i++) {
            result = order.get(i).compare(a, b);
        }
        return result;
    }
}
