package io.penstock.features.engine;

import java.util.BitSet;
import org.apache.spark.sql.catalyst.InternalRow;

/** One column of an {@link EventLog}: whatever is kept per row. The log tells it what happens to its rows. */
interface LogColumn {
    /** A row is added at {@code index}, behind all others. */
    void append(InternalRow row, int index);

    /** The row at {@code last}, the last one, moves to {@code to}; the ones between move up. */
    void moveLast(int last, int to);

    /** The row at {@code at} goes; {@code last} is the index of the last row before. */
    void remove(int at, int last);

    /** The oldest {@code count} of {@code size} rows are forgotten (not taken back). */
    void dropFirst(int count, int size);

    /** Of the rows, only these stay, ascending; the one behind a row that goes has its share of running sums and counts. */
    void retain(int[] rows);

    /** Marks the rows from {@code from} to before {@code to} that may be named while windows hold all of these or none. */
    default void keepOfCell(int from, int to, BitSet kept) {}

    /** All is forgotten and taken back. */
    void clear();
}
