package io.penstock.lake;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import io.penstock.base.Micros;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** A column of values as Spark's rows hold them, in the form in which Delta's kernel reads it. */
record KernelColumn(DataType type, List<?> values) implements ColumnVector {

    @Override
    public DataType getDataType() {
        return type;
    }

    @Override
    public int getSize() {
        return values.size();
    }

    @Override
    public void close() {}

    @Override
    public boolean isNullAt(int row) {
        return values.get(row) == null;
    }

    @Override
    public boolean getBoolean(int row) {
        return (Boolean) values.get(row);
    }

    /** An int, or a date as days since 1970. */
    @Override
    public int getInt(int row) {
        Object value = values.get(row);
        if (value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        if (value instanceof Date date) {
            return Math.toIntExact(date.toLocalDate().toEpochDay());
        }
        return (Integer) value;
    }

    /** A long, or an instant as microseconds since 1970, UTC. */
    @Override
    public long getLong(int row) {
        Object value = values.get(row);
        if (value instanceof Instant instant) {
            return Micros.of(instant);
        }
        if (value instanceof Timestamp timestamp) {
            return Micros.of(timestamp.toInstant());
        }
        return (Long) value;
    }

    @Override
    public double getDouble(int row) {
        return (Double) values.get(row);
    }

    @Override
    public String getString(int row) {
        return (String) values.get(row);
    }

    @Override
    public ArrayValue getArray(int row) {
        List<?> elements = list(values.get(row));
        return new Elements(new KernelColumn(((ArrayType) type).getElementType(), elements));
    }

    @Override
    public MapValue getMap(int row) {
        Map<?, ?> entries = map(values.get(row));
        MapType map = (MapType) type;
        return new Entries(
                new KernelColumn(map.getKeyType(), new ArrayList<>(entries.keySet())),
                new KernelColumn(map.getValueType(), new ArrayList<>(entries.values())));
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        List<Object> children = new ArrayList<>();
        values.forEach(value -> children.add(value == null ? null : ((Row) value).get(ordinal)));
        return new KernelColumn(((StructType) type).at(ordinal).getDataType(), children);
    }

    private static List<?> list(Object value) {
        if (value instanceof scala.collection.Seq<?> seq) {
            return JavaConverters.seqAsJavaList(seq);
        }
        return value instanceof Object[] array ? Arrays.asList(array) : (List<?>) value;
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof scala.collection.Map<?, ?> map ? JavaConverters.mapAsJavaMap(map) : (Map<?, ?>) value;
    }

    private record Elements(ColumnVector elements) implements ArrayValue {
        @Override
        public int getSize() {
            return elements.getSize();
        }

        @Override
        public ColumnVector getElements() {
            return elements;
        }
    }

    private record Entries(ColumnVector keys, ColumnVector values) implements MapValue {
        @Override
        public int getSize() {
            return keys.getSize();
        }

        @Override
        public ColumnVector getKeys() {
            return keys;
        }

        @Override
        public ColumnVector getValues() {
            return values;
        }
    }
}
