package io.penstock.validation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.when;

import io.penstock.validation.deequ.Analyzers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is measured of every column besides the checks: completeness of all; minimum, maximum, mean and standard deviation
 * of numbers, as doubles, NaN left out; approximate number of distinct texts.
 */
final class ColumnMetrics {
    static final String SIZE = "size";

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, String> metrics = new LinkedHashMap<>();

    /** Adds what measures the columns of a schema. */
    static ColumnMetrics addTo(SliceScan scan, Analyzers analyzers, StructType schema) {
        ColumnMetrics metrics = new ColumnMetrics();
        analyzers.size(SIZE);
        for (StructField field : schema.fields()) {
            metrics.add(scan, analyzers, field);
        }
        return metrics;
    }

    private void add(SliceScan scan, Analyzers analyzers, StructField field) {
        Column column = col(Names.quoted(field.name()));
        String value = scan.input(column);
        analyzers.completeness(name(field, "completeness"), value);
        if (field.dataType() instanceof StringType) {
            analyzers.approxCountDistinct(name(field, "approx_count_distinct"), value);
        } else if (field.dataType() instanceof NumericType) {
            String number = scan.input(number(field, column));
            analyzers.minimum(name(field, "minimum"), number);
            analyzers.maximum(name(field, "maximum"), number);
            analyzers.mean(name(field, "mean"), number);
            analyzers.standardDeviation(name(field, "standard_deviation"), number);
        }
    }

    private static Column number(StructField field, Column column) {
        boolean floating = field.dataType() instanceof DoubleType || field.dataType() instanceof FloatType;
        return (floating ? when(isnan(column).equalTo(false), column) : column).cast("double");
    }

    private String name(StructField field, String metric) {
        String name = metric + " " + field.name();
        columns.put(name, field.name());
        metrics.put(name, metric);
        return name;
    }

    /** The metrics of a slice, from what the analyzers measured. */
    List<Metric> of(String slice, Map<String, Double> measured) {
        List<Metric> found = new ArrayList<>();
        found.add(new Metric(slice, Optional.empty(), SIZE, measured.getOrDefault(SIZE, 0.0)));
        columns.forEach((name, column) -> {
            if (measured.containsKey(name)) {
                found.add(new Metric(slice, Optional.of(column), metrics.get(name), measured.get(name)));
            }
        });
        return found;
    }
}
