package io.penstock.features.engine;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** The column of an exchange's rows that carries one value of a view, and what the value is. */
record Slot(int ordinal, ValueKind kind, DataType type) implements Serializable {
    /** Stands where no value is carried. */
    static final Slot NONE = new Slot(-1, ValueKind.BIGINT, null);

    boolean exists() {
        return ordinal >= 0;
    }

    /** The same slot at another place. */
    Slot at(int newOrdinal) {
        return new Slot(newOrdinal, kind, type);
    }

    boolean isNullIn(InternalRow row) {
        return row.isNullAt(ordinal);
    }

    /** A value that stays valid when the row is reused. */
    Object object(InternalRow row) {
        return kind == ValueKind.STRING ? row.getUTF8String(ordinal).copy() : row.get(ordinal, type);
    }

    /** A value as Spark's arrays hold it, or null; it stays valid when the row is reused. */
    Object boxed(InternalRow row) {
        if (row.isNullAt(ordinal)) {
            return null;
        } else if (kind.isLong()) {
            return kind.box(row.getLong(ordinal));
        }
        return kind.isFloating() ? kind.box(row.getDouble(ordinal)) : object(row);
    }

    /** Copies the value, or null, into a result. */
    void write(InternalRow row, InternalRow out, int to) {
        if (row.isNullAt(ordinal)) {
            out.setNullAt(to);
        } else if (kind.isLong()) {
            kind.write(out, to, row.getLong(ordinal));
        } else if (kind.isFloating()) {
            kind.write(out, to, row.getDouble(ordinal));
        } else {
            out.update(to, row.get(ordinal, type));
        }
    }

    /** Nulls first, then by value; NaN is greatest and -0.0 lies below 0.0. */
    int compare(InternalRow a, InternalRow b) {
        boolean nullA = a.isNullAt(ordinal);
        boolean nullB = b.isNullAt(ordinal);
        if (nullA || nullB) {
            return Boolean.compare(nullB, nullA);
        }
        if (kind.isLong()) {
            return Long.compare(a.getLong(ordinal), b.getLong(ordinal));
        }
        if (kind.isFloating()) {
            return Double.compare(a.getDouble(ordinal), b.getDouble(ordinal));
        }
        return compareObjects(kind, a.get(ordinal, type), b.get(ordinal, type));
    }

    static int compareObjects(ValueKind kind, Object a, Object b) {
        return kind == ValueKind.STRING
                ? ((UTF8String) a).compareTo((UTF8String) b)
                : ((Decimal) a).compare((Decimal) b);
    }
}
