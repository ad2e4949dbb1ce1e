package io.penstock.features.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The rows held of one view and key, by the first piece of time that no window carries them into. */
final class HeldByPiece {
    private final List<Hold> holds;
    private final Held[][] held;
    private final int columns;

    HeldByPiece(List<Hold> holds, int pieces, int columns) {
        this.holds = holds;
        this.held = new Held[pieces][];
        this.columns = columns;
    }

    void add(InternalRow row, int piece) {
        if (held[piece] == null) {
            held[piece] = start();
        }
        for (Held each : held[piece]) {
            each.add(row);
        }
    }

    private Held[] start() {
        return holds.stream().map(hold -> hold.start(columns)).toArray(Held[]::new);
    }

    /** Copies of the rows that each piece needs, with its number. */
    void handOver(ObjIntConsumer<UnsafeRow> to) {
        Held[] before = start();
        for (int piece = 0; piece < held.length; piece++) {
            for (int i = 0; held[piece] != null && i < before.length; i++) {
                addAll(held[piece][i], before[i]);
            }
            int at = piece;
            together(before).forEach((row, times) -> {
                for (int n = 0; n < times; n++) {
                    to.accept(row.copy(), at);
                }
            });
        }
    }

    private static void addAll(Held from, Held to) {
        for (int i = 0; i < from.size(); i++) {
            to.add(from.row(i));
        }
    }

    /** A row that several hold once, one that is held twice because it came twice also twice. */
    private static Map<UnsafeRow, Integer> together(Held[] held) {
        Map<UnsafeRow, Integer> together = new HashMap<>();
        for (Held each : held) {
            Map<UnsafeRow, Integer> own = new HashMap<>();
            for (int i = 0; i < each.size(); i++) {
                own.merge((UnsafeRow) each.row(i), 1, Integer::sum);
            }
            own.forEach((row, times) -> together.merge(row, times, Math::max));
        }
        return together;
    }
}
