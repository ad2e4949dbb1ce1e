package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** What is kept of all rows that ever came where none is taken back. */
interface Held {
    void add(InternalRow row);

    void clear();
}
