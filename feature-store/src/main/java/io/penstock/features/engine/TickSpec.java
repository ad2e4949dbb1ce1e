package io.penstock.features.engine;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What a task needs to compute the ticks of a view. {@code features} are the types of its features; {@code
 * placement} is null where keys are whole.
 */
record TickSpec(
        TickClock clock, int keyFields, int columns, StateFactory view, StructType features, Placement placement)
        implements Serializable {
    /** The ticks that a partition computes of a row's key. */
    TickClock clockOf(InternalRow row) {
        if (placement == null) {
            return clock;
        }
        Pieces pieces = placement.hot()[placement.buckets().of(row)];
        return pieces == null ? clock : clock.of(pieces.in(placement.partitionOf(row)), pieces.cuts());
    }
}
