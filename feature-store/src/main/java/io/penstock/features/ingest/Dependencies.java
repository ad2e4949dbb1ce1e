package io.penstock.features.ingest;

import io.penstock.base.ColumnType;
import io.penstock.base.Sql;
import io.penstock.features.Feed;
import io.penstock.features.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns of a feed feed which: a fault in a file's column is one of every column computed from it. Refuses expressions that
 * name no column or do not fit their types.
 */
final class Dependencies {
    private final Map<String, Set<String>> direct = new HashMap<>();
    private StructType schema = new StructType();

    private Dependencies() {}

    static Dependencies of(SparkSession spark, Feed feed) {
        Dependencies found = new Dependencies();
        StructType schema = new StructType();
        for (Map.Entry<String, ColumnType> column : feed.columns().entrySet()) {
            schema = schema.add(column.getKey(), column.getValue().name());
        }
        for (Lookup lookup : feed.lookups()) {
            for (Map.Entry<String, ColumnType> column : lookup.columns().entrySet()) {
                if (!column.getKey().equals(lookup.key())) {
                    schema = schema.add(column.getKey(), column.getValue().name());
                    found.direct.put(column.getKey(), Set.of(lookup.on()));
                }
            }
        }
        schema = found.addComputed(spark, schema, feed.let(), "let of feed " + feed.name());
        found.schema = found.addComputed(spark, schema, feed.select(), "select of feed " + feed.name());
        return found;
    }

    /** All columns that the feed's rows have or had: of the file, of lookups, helpers, computed ones. */
    StructType schema() {
        return schema;
    }

    /** Those columns and all that they are computed from. */
    Set<String> closure(Collection<String> columns) {
        Set<String> closure = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(columns);
        while (!open.isEmpty()) {
            String column = open.pop();
            if (closure.add(column)) {
                open.addAll(direct.getOrDefault(column, Set.of()));
            }
        }
        return closure;
    }

    /**
     * The computed columns in steps, such that each rests only on columns of the file, of lookups and of earlier steps; within a
     * step in the order given.
     */
    List<List<String>> steps(Collection<String> computed) {
        List<List<String>> steps = new ArrayList<>();
        Set<String> open = new LinkedHashSet<>(computed);
        while (!open.isEmpty()) {
            List<String> step = open.stream()
                    .filter(column -> direct.get(column).stream()
                            .noneMatch(needed -> !needed.equals(column) && open.contains(needed)))
                    .toList();
            steps.add(step);
            open.removeAll(step);
        }
        return steps;
    }

    private StructType addComputed(SparkSession spark, StructType schema, Map<String, Sql> computed, String where) {
        StructType known = schema;
        for (Map.Entry<String, Sql> column : computed.entrySet()) {
            Dataset<Row> frame = spark.createDataFrame(List.<Row>of(), known);
            direct.put(
                    column.getKey(),
                    new HashSet<>(Names.in(frame, column.getValue(), column.getKey() + " in " + where)));
            DataType type =
                    frame.selectExpr(column.getValue().text()).schema().apply(0).dataType();
            known = known.add(column.getKey(), type);
        }
        return known;
    }
}
