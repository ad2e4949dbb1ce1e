package io.penstock.features.online;

import io.penstock.base.ColumnType;
import java.time.LocalDate;
import java.util.Collection;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads neighbouring columns of Spark's rows as the Java values that are packed. */
final class InternalValues {
    private final ColumnType[] columns;
    private final ValueType[] types;
    private final int first;

    InternalValues(Collection<ColumnType> columns, int first) {
        this.columns = columns.toArray(ColumnType[]::new);
        this.types = columns.stream().map(ValueType::of).toArray(ValueType[]::new);
        this.first = first;
    }

    Object[] of(InternalRow row) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(first + i) ? null : value(row, i);
        }
        return values;
    }

    private Object value(InternalRow row, int i) {
        int at = first + i;
        return switch (types[i]) {
            case TEXT -> row.getUTF8String(at).toString();
            case BOOLEAN -> row.getBoolean(at);
            case INT -> row.getInt(at);
            case LONG -> row.getLong(at);
            case FLOAT -> row.getFloat(at);
            case DOUBLE -> row.getDouble(at);
            case DATE -> LocalDate.ofEpochDay(row.getInt(at));
            case TIMESTAMP -> Times.instant(row.getLong(at));
            case DECIMAL ->
                row.getDecimal(at, ValueType.precision(columns[i]), ValueType.scale(columns[i]))
                        .toJavaBigDecimal();
        };
    }
}
