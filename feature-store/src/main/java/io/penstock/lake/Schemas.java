package io.penstock.lake;

import io.penstock.base.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Small questions about Spark schemas. */
final class Schemas {

    private Schemas() {}

    /** The same columns, every one nullable, at every depth. */
    static StructType nullable(StructType schema) {
        StructType result = new StructType();
        for (StructField field : schema.fields()) {
            result = result.add(new StructField(field.name(), nullable(field.dataType()), true, field.metadata()));
        }
        return result;
    }

    /**
     * A table's columns and, after them, those of {@code wanted} that it lacks.
     *
     * @throws UserError where a column has another type, or another spelling in upper and lower case
     */
    static StructType widen(String table, StructType present, StructType wanted) {
        Map<String, StructField> bySpelling = new HashMap<>();
        Arrays.stream(present.fields()).forEach(field -> bySpelling.put(folded(field), field));
        StructType result = present;
        for (StructField field : wanted.fields()) {
            StructField there = bySpelling.get(folded(field));
            if (there == null) {
                result = result.add(field);
            } else {
                checkSame(table, there, field);
            }
        }
        return result;
    }

    /** The rows with those columns of {@code schema} too that they lack, null in each row. */
    static Dataset<Row> withColumnsOf(StructType schema, Dataset<Row> rows) {
        Set<String> present = Set.of(rows.columns());
        Dataset<Row> result = rows;
        for (StructField field : schema.fields()) {
            if (!present.contains(field.name())) {
                result = result.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
            }
        }
        return result;
    }

    /** What two lists of columns differ in, as text; empty if they have the same columns, in whatever order. */
    static String difference(StructType given, StructType wanted) {
        Map<String, String> has = types(given);
        Map<String, String> asked = types(wanted);
        List<String> texts = new ArrayList<>();
        asked.forEach((name, type) -> {
            if (!has.containsKey(name)) {
                texts.add("no column " + name);
            } else if (!has.get(name).equals(type)) {
                texts.add("column " + name + " is " + has.get(name) + " and not " + type);
            }
        });
        has.keySet().stream().filter(name -> !asked.containsKey(name)).forEach(name -> texts.add("a column " + name));
        return String.join(", ", texts);
    }

    private static Map<String, String> types(StructType schema) {
        Map<String, String> types = new LinkedHashMap<>();
        Arrays.stream(nullable(schema).fields())
                .forEach(field -> types.put(field.name(), field.dataType().catalogString()));
        return types;
    }

    private static String folded(StructField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static void checkSame(String table, StructField there, StructField wanted) {
        if (!there.name().equals(wanted.name())) {
            throw new UserError(table + " has a column " + there.name() + "; " + wanted.name()
                    + " differs from it only in case: use the table's spelling or another name");
        }
        String before = there.dataType().catalogString();
        String after = wanted.dataType().catalogString();
        if (!before.equals(after)) {
            throw new UserError(table + " holds column " + there.name() + " as " + before + ", and now it would be "
                    + after + "; the type of a column cannot change: give the column another name, or the table");
        }
    }

    private static DataType nullable(DataType type) {
        if (type instanceof StructType struct) {
            return nullable(struct);
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(nullable(array.elementType()), true);
        }
        if (type instanceof MapType map) {
            return new MapType(nullable(map.keyType()), nullable(map.valueType()), true);
        }
        return type;
    }
}
