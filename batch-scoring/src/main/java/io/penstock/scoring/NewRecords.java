package io.penstock.scoring;

import io.penstock.base.Fault;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Appends records that a table does not say yet: its newest of the same key says something else, or there is none. */
final class NewRecords {
    private final Lake lake;
    private final MetaTable table;
    private final List<String> key;
    private final List<String> said;

    /**
     * @param key columns that name what a record is about, the subject (a model, a view) first
     * @param said columns that hold what it says of it
     */
    NewRecords(Lake lake, MetaTable table, List<String> key, List<String> said) {
        this.lake = lake;
        this.table = table;
        this.key = key;
        this.said = said;
    }

    /** Appends the new ones among the records of one subject, and gives them. */
    List<Row> append(String subject, List<Row> records) {
        Map<List<Object>, List<Object>> newest = newest(subject);
        List<Row> fresh = records.stream()
                .filter(row -> !values(row, said).equals(newest.get(values(row, key))))
                .toList();
        if (!fresh.isEmpty()) {
            lake.append(table, fresh);
        }
        return fresh;
    }

    private Map<List<Object>, List<Object>> newest(String subject) {
        Map<List<Object>, List<Object>> newest = new HashMap<>();
        List<String> read = new ArrayList<>(key);
        read.addAll(said);
        lake.readRecords(table)
                .where(functions.col(key.get(0)).equalTo(subject))
                .orderBy("run_id")
                .select(read.stream().map(functions::col).toArray(Column[]::new))
                .collectAsList()
                .forEach(row -> {
                    List<Object> values = Arrays.asList(values(row));
                    newest.put(values.subList(0, key.size()), values.subList(key.size(), values.size()));
                });
        return newest;
    }

    private static Object[] values(Row row) {
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        return values;
    }

    private List<Object> values(Row row, List<String> columns) {
        if (row.size() != table.schema().size()) {
            throw new Fault("a record of " + table.table() + " has " + row.size() + " values, not "
                    + table.schema().size());
        }
        return columns.stream()
                .map(column -> row.get(table.schema().fieldIndex(column)))
                .toList();
    }
}
