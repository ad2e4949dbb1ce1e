package io.penstock.validation;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Digest;
import io.penstock.base.UserError;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The order-free hash of a slice's rows: their number, the xor and the exact sum of {@code xxhash64} over each row.
 *
 * <p>All columns count but {@code run_id}, by name, whatever their order, with their types. The hash function skips nulls, so
 * the bits that say which columns are null are hashed too. {@code 0.0} and {@code -0.0} are one value, and so are all
 * NaN. Arrays, structs and maps are hashed as JSON, a map by its sorted entries; a map inside another value is refused.
 */
final class ContentHash {
    private static final String IGNORED = "run_id";

    private final List<StructField> fields;

    private ContentHash(List<StructField> fields) {
        this.fields = fields;
    }

    static ContentHash of(StructType schema) {
        List<StructField> fields = Arrays.stream(schema.fields())
                .filter(field -> !field.name().equalsIgnoreCase(IGNORED))
                .sorted(Comparator.comparing(StructField::name))
                .toList();
        fields.forEach(ContentHash::refuseNestedMaps);
        return new ContentHash(fields);
    }

    /** Adds what gathers the content of rows of the schema. */
    SliceScan.Key<CheckTallies.Hashes> addTo(SliceScan scan) {
        int[] places =
                fields.stream().mapToInt(field -> scan.input(comparable(field))).toArray();
        DataType[] types = fields.stream()
                .map(field -> nested(field) ? DataTypes.StringType : field.dataType())
                .toArray(DataType[]::new);
        return scan.tally(new CheckTallies.Hashes(new RowHash(places, types)));
    }

    /** The content of a slice with so many rows. */
    SliceContent content(long rows, CheckTallies.Hashes hashes) {
        String columns = fields.stream()
                .map(field -> field.name() + " " + field.dataType().sql())
                .collect(Collectors.joining(", "));
        String text = "v1 " + rows + " " + Long.toHexString(hashes.xor()) + " " + hashes.sum() + " " + columns;
        return new SliceContent(rows, Digest.sha256(text).substring(0, 32));
    }

    private static boolean nested(StructField field) {
        DataType type = field.dataType();
        return type instanceof MapType || type instanceof ArrayType || type instanceof StructType;
    }

    private static Column comparable(StructField field) {
        Column column = ColumnNames.column(field.name());
        if (field.dataType() instanceof MapType) {
            return json(array_sort(map_entries(column)), column);
        }
        return nested(field) ? json(column, column) : column;
    }

    private static Column json(Column nested, Column nullable) {
        Map<String, String> options = Map.of("ignoreNullFields", "false");
        return when(nullable.isNotNull(), to_json(struct(nested.as("v")), options));
    }

    private static void refuseNestedMaps(StructField field) {
        boolean nested = field.dataType() instanceof MapType map
                ? holdsMap(map.keyType()) || holdsMap(map.valueType())
                : holdsMap(field.dataType());
        if (nested) {
            throw new UserError(
                    "column " + field.name() + " is " + field.dataType().sql()
                            + ": a map inside another value has no order and cannot be compared; use an array of structs");
        }
    }

    private static boolean holdsMap(DataType type) {
        if (type instanceof ArrayType array) {
            return holdsMap(array.elementType());
        }
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields()).anyMatch(field -> holdsMap(field.dataType()));
        }
        return type instanceof MapType;
    }
}
