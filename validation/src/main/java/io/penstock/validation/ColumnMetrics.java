package io.penstock.validation;

import io.penstock.validation.deequ.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is measured of every column besides the checks: completeness of all; minimum, maximum, mean and standard deviation
 * of numbers, as doubles, NaN left out; approximate number of distinct texts.
 */
final class ColumnMetrics {
    private static final Set<DataType> AS_IS = Set.of(DataTypes.DoubleType, DataTypes.IntegerType, DataTypes.LongType);

    private final List<Measured> columns = new ArrayList<>();

    private record Measured(
            String column,
            SliceScan.Key<? extends ColumnTallies.Present> present,
            Optional<SliceScan.Key<ColumnTallies.Moments>> moments,
            Optional<SliceScan.Key<ColumnTallies.Texts>> texts) {}

    /** Adds what measures the columns of a schema. */
    static ColumnMetrics addTo(SliceScan scan, StructType schema) {
        ColumnMetrics metrics = new ColumnMetrics();
        for (StructField field : schema.fields()) {
            metrics.columns.add(measured(scan, field));
        }
        return metrics;
    }

    private static Measured measured(SliceScan scan, StructField field) {
        Column column = ColumnNames.column(field.name());
        if (field.dataType() instanceof StringType) {
            var texts = scan.tally(new ColumnTallies.Texts(scan.input(column)));
            return new Measured(field.name(), texts, Optional.empty(), Optional.of(texts));
        } else if (field.dataType() instanceof NumericType) {
            boolean asIs = AS_IS.contains(field.dataType());
            int at = scan.input(asIs ? column : column.cast("double"));
            DataType type = asIs ? field.dataType() : DataTypes.DoubleType;
            var moments = scan.tally(new ColumnTallies.Moments(at, type));
            return new Measured(field.name(), moments, Optional.of(moments), Optional.empty());
        }
        var present = scan.tally(new ColumnTallies.Present(scan.input(column)));
        return new Measured(field.name(), present, Optional.empty(), Optional.empty());
    }

    /** The metrics of a slice. */
    List<Metric> of(String slice, long rows, Tally[] found) {
        Metrics metrics = new Metrics(slice, new ArrayList<>());
        metrics.add(Optional.empty(), "size", Measures.size(rows));
        for (Measured measured : columns) {
            String column = measured.column();
            Optional<String> name = Optional.of(column);
            long present = measured.present().in(found).present();
            metrics.add(name, "completeness", Measures.completeness(column, present, rows));
            measured.moments().ifPresent(key -> numbers(metrics, name, column, key.in(found)));
            measured.texts().filter(key -> rows > 0).ifPresent(key -> {
                OptionalDouble distinct =
                        Measures.approxCountDistinct(column, key.in(found).sketch());
                metrics.add(name, "approx_count_distinct", distinct);
            });
        }
        return metrics.found();
    }

    private static void numbers(Metrics metrics, Optional<String> name, String column, ColumnTallies.Moments moments) {
        long count = moments.count();
        double mean = moments.mean();
        metrics.add(name, "minimum", Measures.minimum(column, moments.min()));
        metrics.add(name, "maximum", Measures.maximum(column, moments.max()));
        metrics.add(name, "mean", Measures.mean(column, moments.sum(), count));
        metrics.add(name, "standard_deviation", Measures.standardDeviation(column, count, mean, moments.squares()));
    }

    private record Metrics(String slice, List<Metric> found) {
        void add(Optional<String> column, String metric, OptionalDouble value) {
            value.ifPresent(number -> found.add(new Metric(slice, column, metric, number)));
        }
    }
}
