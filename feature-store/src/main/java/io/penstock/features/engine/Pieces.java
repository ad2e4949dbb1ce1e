package io.penstock.features.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The pieces of time that a hot bucket of keys is cut into. A piece begins at a cut, which belongs to it, and lies in a
 * partition without any other of the bucket: the rows that two of them were given would count twice.
 *
 * @param cuts where the pieces but the first begin, ascending
 * @param after for each view and cut, see {@link Carry#after}
 * @param partitions of each piece
 */
record Pieces(long[] cuts, long[][] after, int[] partitions) implements Serializable {
    static Pieces of(long[] cuts, List<Carry> carries, TimeCounts counts, int[] partitions) {
        long[][] after = new long[carries.size()][cuts.length];
        for (int view = 0; view < after.length; view++) {
            for (int cut = 0; cut < cuts.length; cut++) {
                after[view][cut] = carries.get(view).after(cuts[cut], counts.lead(view));
            }
        }
        return new Pieces(cuts, after, partitions);
    }

    static int pieceOf(long time, long[] cuts) {
        int at = Arrays.binarySearch(cuts, time);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** The piece in which a row becomes visible, or a query is asked. */
    int first(InternalRow row) {
        return pieceOf(PackedTime.time(row.getLong(UnionRow.SORT)), cuts);
    }

    /** The piece that lies in a partition. */
    int in(int partition) {
        int piece = 0;
        while (partitions[piece] != partition) {
            piece++;
        }
        return piece;
    }

    /** The last piece for which it matters if nothing holds it; all between do too. */
    int last(InternalRow row, int first, List<Carry> carries) {
        int view = row.getInt(UnionRow.TAG);
        int last = first;
        if (view >= 0) {
            long time = carries.get(view).time(row);
            while (last < cuts.length && time > after[view][last]) {
                last++;
            }
        }
        return last;
    }
}
