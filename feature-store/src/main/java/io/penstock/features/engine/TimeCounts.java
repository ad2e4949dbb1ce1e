package io.penstock.features.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * When the rows of a hot bucket of keys become visible: their number by cell of time, for queries and for each view.
 *
 * <p>Cells are as wide as the least power of two microseconds that needs no more than a given number of them, whatever the
 * order in which rows are added and counts merged. Few outliers cost few cells.
 */
final class TimeCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int most;
    private final long[] leads;
    private Map<Long, long[]> cells = new HashMap<>();
    private int shift;

    TimeCounts(int views, int most) {
        this.leads = new long[views];
        this.most = most;
    }

    void add(InternalRow row) {
        int tag = row.getInt(UnionRow.TAG);
        if (tag >= 0) {
            leads[tag] = Math.max(leads[tag], UnionRow.event(row) - UnionRow.created(row));
        }
        long[] kinds = cell(PackedTime.time(row.getLong(UnionRow.SORT)) >> shift);
        kinds[Math.max(UnionRow.QUERY, tag) + 1]++;
        coarsen();
    }

    TimeCounts merge(TimeCounts other) {
        while (shift < other.shift) {
            widen();
        }
        int further = shift - other.shift;
        other.cells.forEach((cell, kinds) -> addAll(cell >> further, kinds));
        for (int i = 0; i < leads.length; i++) {
            leads[i] = Math.max(leads[i], other.leads[i]);
        }
        coarsen();
        return this;
    }

    private long[] cell(long cell) {
        return cells.computeIfAbsent(cell, c -> new long[leads.length + 1]);
    }

    private void addAll(long cell, long[] kinds) {
        long[] sums = cell(cell);
        for (int i = 0; i < kinds.length; i++) {
            sums[i] += kinds[i];
        }
    }

    private void coarsen() {
        while (cells.size() > most) {
            widen();
        }
    }

    private void widen() {
        Map<Long, long[]> finer = cells;
        cells = new HashMap<>();
        shift++;
        finer.forEach((cell, kinds) -> addAll(cell >> 1, kinds));
    }

    /** The greatest event less created time of a view's rows, at least 0. */
    long lead(int view) {
        return leads[view];
    }

    /** The moments that cut the rows into a number of even pieces, or fewer where cells do not allow as many. */
    long[] cuts(int pieces) {
        long[] order = cells.keySet().stream().mapToLong(cell -> cell).sorted().toArray();
        long total = Arrays.stream(order).map(this::rows).sum();
        LongStream.Builder cuts = LongStream.builder();
        long before = 0;
        long next = 1;
        for (long cell : order) {
            if (before * pieces >= total * next) {
                cuts.add(cell << shift);
                next = before * pieces / total + 1;
            }
            before += rows(cell);
        }
        return cuts.build().toArray();
    }

    private long rows(long cell) {
        return Arrays.stream(cells.get(cell)).sum();
    }

    /** The rows that each piece would get: its own, and at most those carried over the border where it begins. */
    long[] loads(long[] cuts, List<Carry> carries) {
        long[] loads = new long[cuts.length + 1];
        cells.forEach((cell, kinds) -> {
            int own = Pieces.pieceOf(cell << shift, cuts);
            loads[own] += rows(cell);
            for (int view = 0; view < leads.length; view++) {
                long latest = ((cell + 1) << shift) - 1;
                for (int piece = own + 1;
                        piece < loads.length && latest > carries.get(view).after(cuts[piece - 1], leads[view]);
                        piece++) {
                    loads[piece] += kinds[view + 1];
                }
            }
        });
        return loads;
    }
}
