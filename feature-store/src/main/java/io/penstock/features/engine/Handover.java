package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * What the pieces of a hot bucket of keys hand on to one another without any window: of all rows that one task reads, those
 * that a {@link Hold} chooses for each key. What all tasks hand over to a piece has the rows in it that it needs, and no row
 * twice.
 */
final class Handover {
    private final Pieces pieces;
    private final KeyStates<HeldByPiece[]> keys;

    /** A row for a partition. */
    record Handed(UnsafeRow row, int partition) {}

    Handover(Pieces pieces, List<Carry> carries, int keyFields, int columns) {
        this.pieces = pieces;
        this.keys = new KeyStates<>(
                keyFields,
                () -> carries.stream()
                        .map(carry -> new HeldByPiece(carry.holds(), pieces.partitions().length, columns))
                        .toArray(HeldByPiece[]::new),
                each -> {});
    }

    /** A row of a view that is carried up to a piece, but not on. */
    void add(InternalRow row, int view, int lastPiece) {
        if (lastPiece + 1 < pieces.partitions().length) {
            keys.of(row)[view].add(row, lastPiece + 1);
        }
    }

    List<Handed> rows() {
        List<Handed> rows = new ArrayList<>();
        for (KeyStates.Keyed<HeldByPiece[]> key : keys.all()) {
            for (HeldByPiece view : key.state()) {
                view.handOver((row, piece) -> rows.add(new Handed(row, pieces.partitions()[piece])));
            }
        }
        return rows;
    }
}
