package io.penstock.features.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows with the number of their partition in their last column; a row is valid until the next one is asked for. */
final class PlacedRows implements Iterator<InternalRow> {
    private final Placement placement;
    private final Iterator<InternalRow> rows;
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
        return piece <= last || rows.hasNext();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return piece <= last ? at(pieces.partitions()[piece++]) : read();
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
        return at(pieces.partitions()[piece++]);
    }

    private InternalRow at(int partition) {
        row.setInt(row.numFields() - 1, placement.numbers()[partition]);
        return row;
    }
}
