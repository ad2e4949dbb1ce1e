package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.base.Micros;
import java.time.LocalDate;
import java.util.Collection;
import org.apache.spark.sql.catalyst.InternalRow;

/** Neighbouring columns of one of Spark's rows after another: as Java values, or packed without making any. */
final class InternalValues implements RowCodec.Values {
    private final ColumnType[] columns;
    private final ValueType[] types;
    private final int first;
    private InternalRow row;

    InternalValues(Collection<ColumnType> columns, int first) {
        this.columns = columns.toArray(ColumnType[]::new);
        this.types = columns.stream().map(ValueType::of).toArray(ValueType[]::new);
        this.first = first;
    }

    /** The same columns of another row. */
    InternalValues of(InternalRow next) {
        row = next;
        return this;
    }

    Object[] values() {
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = isNull(i) ? null : value(i);
        }
        return values;
    }

    @Override
    public boolean isNull(int column) {
        return row.isNullAt(first + column);
    }

    @Override
    public void pack(int column, Bytes out) {
        int at = first + column;
        switch (types[column]) {
            case TEXT -> out.sized(row.getUTF8String(at).getBytes());
            case LONG, TIMESTAMP -> out.put(row.getLong(at));
            case INT, DATE -> out.put(row.getInt(at));
            case DOUBLE -> out.put(Double.doubleToRawLongBits(row.getDouble(at)));
            default -> types[column].pack(value(column), out);
        }
    }

    private Object value(int i) {
        int at = first + i;
        return switch (types[i]) {
            case TEXT -> row.getUTF8String(at).toString();
            case BOOLEAN -> row.getBoolean(at);
            case INT -> row.getInt(at);
            case LONG -> row.getLong(at);
            case FLOAT -> row.getFloat(at);
            case DOUBLE -> row.getDouble(at);
            case DATE -> LocalDate.ofEpochDay(row.getInt(at));
            case TIMESTAMP -> Micros.instant(row.getLong(at));
            case DECIMAL ->
                row.getDecimal(at, ValueType.precision(columns[i]), ValueType.scale(columns[i]))
                        .toJavaBigDecimal();
        };
    }
}
