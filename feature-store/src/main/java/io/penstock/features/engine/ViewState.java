package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** What is known of one view and key while its partition is scanned in the order of time. */
interface ViewState {
    /** Takes an event of the view; {@code now} is when it became known, never earlier than any moment before. */
    void add(InternalRow row, long now);

    /** Puts the features at {@code moment} into a result, from column {@code from} on. */
    Found write(InternalRow out, int from, long moment);

    /** Forgets all, for the next key. */
    void clear();
}
