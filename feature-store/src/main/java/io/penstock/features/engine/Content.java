package io.penstock.features.engine;

/** What one window of a log holds of a column, told of each row that comes into the window and goes out of it. */
interface Content {
    /** The row at {@code row} of the log has come into the window. */
    void enter(int row);

    /** The row at {@code row} is about to leave the window, by time or taken back. */
    void leave(int row);

    /** All is forgotten. */
    void clear();
}
