package io.penstock.jobs.diff;

import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of two versions: those that name a row, those that are compared, those that only one has.
 *
 * @param named the key, as users know it; empty if rows have none
 * @param pairing the key with the slice, which never makes a pair with another; all columns if rows have no key
 * @param compared the others that both versions have in one type
 */
record DiffColumns(
        Optional<String> slice,
        List<String> named,
        List<StructField> pairing,
        List<StructField> compared,
        List<String> schema) {

    static DiffColumns of(StructType before, StructType after, Optional<String> slice, DiffKeys keys) {
        List<StructField> common = new ArrayList<>();
        for (StructField field : after.fields()) {
            if (typeIn(before, field.name()).equals(typeIn(after, field.name())) && !keys.ignored(field.name())) {
                common.add(field);
            }
        }
        List<String> names = common.stream().map(StructField::name).toList();
        List<String> named = names.containsAll(keys.columns()) ? keys.columns() : List.of();
        Set<String> pairing = new HashSet<>(named.isEmpty() ? names : named);
        slice.ifPresent(pairing::add);
        return new DiffColumns(
                slice,
                named,
                common.stream().filter(field -> pairing.contains(field.name())).toList(),
                common.stream().filter(field -> !pairing.contains(field.name())).toList(),
                changes(before, after));
    }

    /** The places, among the pairing columns, of the key that is shown, in its order; of all where rows have none. */
    List<Integer> shown() {
        List<String> names = pairing.stream().map(StructField::name).toList();
        return (named.isEmpty() ? names : named).stream().map(names::indexOf).toList();
    }

    /** All columns that count, in a form that can be grouped and sorted. */
    Column[] select() {
        List<Column> columns = new ArrayList<>();
        pairing.forEach(field -> columns.add(comparable(field)));
        compared.forEach(field -> columns.add(comparable(field)));
        return columns.toArray(Column[]::new);
    }

    static boolean isNumber(StructField field) {
        return field.dataType() instanceof NumericType;
    }

    private static Column comparable(StructField field) {
        Column column = ColumnNames.column(field.name());
        return field.dataType() instanceof MapType
                ? functions.array_sort(functions.map_entries(column)).as(field.name())
                : column;
    }

    private static List<String> changes(StructType before, StructType after) {
        List<String> changes = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(Arrays.asList(before.fieldNames()));
        names.addAll(Arrays.asList(after.fieldNames()));
        for (String name : names) {
            Optional<String> was = typeIn(before, name);
            Optional<String> is = typeIn(after, name);
            if (was.isEmpty()) {
                changes.add("column " + name + " (" + is.orElseThrow() + ") was added");
            } else if (is.isEmpty()) {
                changes.add("column " + name + " (" + was.get() + ") was removed");
            } else if (!was.equals(is)) {
                changes.add("column " + name + " was " + was.get() + " and is " + is.get());
            }
        }
        return changes;
    }

    private static Optional<String> typeIn(StructType schema, String name) {
        return Arrays.stream(schema.fields())
                .filter(field -> field.name().equals(name))
                .map(field -> field.dataType().catalogString())
                .findFirst();
    }
}
