package io.penstock.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** The values of a row as Java has them: arrays as lists, structs and maps as maps. */
final class RowValues {
    private RowValues() {}

    /** The values of a row that knows its columns, in their order; two columns may have one name. */
    static List<Object> of(Row row) {
        return of(row, row.schema());
    }

    private static List<Object> of(Row row, StructType type) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(value(row.get(i), type.apply(i).dataType()));
        }
        return values;
    }

    private static Map<String, Object> fields(Row row, StructType type) {
        List<Object> values = of(row, type);
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            fields.put(type.fieldNames()[i], values.get(i));
        }
        return fields;
    }

    private static Object value(Object value, DataType type) {
        if (value == null) {
            return null;
        }
        Row alone = RowFactory.create(value);
        if (type instanceof ArrayType array) {
            List<Object> elements = new ArrayList<>();
            alone.getList(0).forEach(each -> elements.add(value(each, array.elementType())));
            return elements;
        }
        if (type instanceof MapType map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            alone.getJavaMap(0).forEach((key, each) -> entries.put(String.valueOf(key), value(each, map.valueType())));
            return entries;
        }
        return type instanceof StructType struct ? fields(alone.getStruct(0), struct) : value;
    }
}
