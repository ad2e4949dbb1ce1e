package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** The rows that a {@link Hold} chooses of all that ever came. */
interface Held {
    void add(InternalRow row);

    int size();

    /** The row that {@code greater} others come after in the order of the hold; valid until a row is added. */
    InternalRow row(int greater);

    void clear();
}
