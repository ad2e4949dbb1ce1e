package io.penstock.features.engine;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows with the number of their partition in their last column, those of hot buckets once for each piece of time that they
 * matter for. A row is valid until the next one is asked for.
 */
final class PlacedRows implements Iterator<InternalRow> {
    private final Placement placement;
    private final Iterator<InternalRow> rows;
    private final Map<Integer, Handover> handovers = new TreeMap<>();
    private Iterator<Handover.Handed> handed;
    private InternalRow row;
    private Pieces pieces;
    private int piece;
    private int last = -1;

    PlacedRows(Placement placement, Iterator<InternalRow> rows) {
        this.placement = placement;
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return piece <= last || rows.hasNext() || handed().hasNext();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (piece <= last) {
            return at(pieces.partitions()[piece++]);
        }
        return rows.hasNext() ? read() : hand();
    }

    private InternalRow read() {
        row = rows.next();
        int bucket = placement.buckets().of(row);
        pieces = placement.hot()[bucket];
        if (pieces == null) {
            return at(placement.partitions()[bucket]);
        }
        piece = pieces.first(row);
        last = pieces.last(row, piece, placement.carries());
        hold(bucket);
        return at(pieces.partitions()[piece++]);
    }

    private void hold(int bucket) {
        int view = row.getInt(UnionRow.TAG);
        if (view >= 0 && !placement.carries().get(view).holds().isEmpty()) {
            handovers
                    .computeIfAbsent(bucket, b -> placement.handover(b, row.numFields()))
                    .add(row, view, last);
        }
    }

    private Iterator<Handover.Handed> handed() {
        if (handed == null) {
            handed = handovers.values().stream()
                    .flatMap(handover -> handover.rows().stream())
                    .iterator();
        }
        return handed;
    }

    private InternalRow hand() {
        Handover.Handed next = handed().next();
        row = next.row();
        return at(next.partition());
    }

    private InternalRow at(int partition) {
        row.setInt(row.numFields() - 1, placement.numbers()[partition]);
        return row;
    }
}
