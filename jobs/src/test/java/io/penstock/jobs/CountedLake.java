package io.penstock.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Json;
import io.penstock.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** A lake left in a folder for the notebooks and for readers other than Spark, with what Spark counted in it. */
final class CountedLake {
    private static final Set<String> PUBLISHED = Set.of("sources", "features", "training_sets", "predictions");

    private CountedLake() {}

    /** Copies the lake to {@code folder/lake} and writes {@code folder/counts.json}: of each table the rows, of each column values and sum. */
    static void leave(ExampleProject project, Path folder) throws IOException {
        clear(folder);
        project.copyLake(folder.resolve("lake"));
        Lake lake = project.lake();
        Map<String, Object> counts = new TreeMap<>();
        for (String table : lake.tables()) {
            if (PUBLISHED.contains(table.substring(0, table.indexOf('/')))) {
                counts.put(table, counts(lake.read(lake.at(table))));
            }
        }
        Files.writeString(folder.resolve("counts.json"), Json.pretty(counts));
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Map<String, Object> counts(Dataset<Row> table) {
        List<Column> asked = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            asked.add(count(col(field.name())));
            asked.add(isNumber(field) ? sum(finite(field)) : lit(0.0));
        }
        Row found = table.agg(count(lit(1)), asked.toArray(Column[]::new)).first();
        Map<String, Object> columns = new TreeMap<>();
        for (int i = 0; i < table.schema().size(); i++) {
            StructField field = table.schema().fields()[i];
            Map<String, Object> told = new TreeMap<>(Map.of("values", found.getLong(1 + 2 * i)));
            if (isNumber(field)) {
                told.put("sum", found.isNullAt(2 + 2 * i) ? 0.0 : found.getDouble(2 + 2 * i));
            }
            columns.put(field.name(), told);
        }
        return Map.of("rows", found.getLong(0), "columns", columns);
    }

    private static boolean isNumber(StructField field) {
        return field.dataType() instanceof NumericType;
    }

    private static Column finite(StructField field) {
        Column value = col(field.name()).cast("double");
        return when(not(isnan(value)), value);
    }
}
