package io.penstock.features.engine;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** Which rows a feature takes: those with a bit set in a bigint column, or all. */
record Inclusion(int ordinal, long mask) implements Serializable {
    static final Inclusion ALL = new Inclusion(-1, 0);

    boolean isAll() {
        return ordinal < 0;
    }

    boolean includes(InternalRow row) {
        return ordinal < 0 || (row.getLong(ordinal) & mask) != 0;
    }
}
