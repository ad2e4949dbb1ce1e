package io.penstock.validation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.penstock.base.Fault;
import io.penstock.validation.deequ.Analyzers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One grouped aggregate over rows, by slice: what several measures need is added, then computed together in one scan.
 *
 * <p>Aggregates see only inputs, under plain names; so unneeded columns are never read.
 */
final class SliceScan {
    private static final String SLICE = "slice";

    private final List<Column> inputs = new ArrayList<>();
    private final List<Column> aggregates = new ArrayList<>();

    /** Adds a value of each row; the name by which aggregates find it. */
    String input(Column value) {
        String name = "v" + inputs.size();
        inputs.add(value.as(name));
        return name;
    }

    /** Adds aggregates; where the first of them will stand in a slice's row. */
    int aggregate(List<Column> more) {
        int offset = aggregates.size() + 1;
        aggregates.addAll(more);
        return offset;
    }

    /** The aggregates by slice; a slice without rows is absent, a slice that was not expected is a fault. */
    Map<String, Row> run(String table, Dataset<Row> rows, Optional<String> sliceColumn, List<String> expected) {
        List<Column> projection = new ArrayList<>(inputs);
        projection.add(slice(sliceColumn).as(SLICE));
        Dataset<Row> grouped = rows.select(projection.toArray(Column[]::new))
                .groupBy(col(SLICE))
                .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
        return bySlice(table, grouped.collectAsList(), expected);
    }

    /** What analyzers measured in a slice, by their names; nothing for a slice without rows. */
    static Map<String, Double> read(Analyzers analyzers, Row group, int offset) {
        Map<String, Double> measured = new LinkedHashMap<>();
        if (group != null) {
            analyzers.read(group, offset).forEach((name, value) -> value.ifPresent(v -> measured.put(name, v)));
        }
        return measured;
    }

    static Column slice(Optional<String> sliceColumn) {
        return sliceColumn.map(name -> col(Names.quoted(name)).cast("string")).orElseGet(() -> lit(Candidate.ALL));
    }

    static Map<String, Row> bySlice(String table, List<Row> groups, List<String> expected) {
        Map<String, Row> bySlice = new HashMap<>();
        groups.forEach(group -> bySlice.put(group.getString(0), group));
        List<String> strangers = bySlice.keySet().stream()
                .filter(slice -> !expected.contains(slice))
                .map(String::valueOf)
                .sorted()
                .toList();
        if (!strangers.isEmpty()) {
            throw new Fault("rows of slice " + String.join(", ", strangers) + " were not expected in " + table
                    + "; expected are " + expected);
        }
        return bySlice;
    }
}
