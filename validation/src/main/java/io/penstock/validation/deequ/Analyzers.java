package io.penstock.validation.deequ;

import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.List$;

/**
 * Deequ analyzers that share one aggregate, grouped or not.
 *
 * <p>Deequ would run a scan a suite; here the analyzers' own aggregate functions are handed out as columns, so that the
 * caller puts them into one {@code groupBy(slice).agg(...)}, and each group's row is turned into metrics by the analyzers
 * again. Columns are named plainly, without dots or quotes. Every analyzer is known by a name of the caller's.
 */
public final class Analyzers {
    private final Map<String, ScanShareableAnalyzer<?, ?>> analyzers = new LinkedHashMap<>();

    /** The number of rows. */
    public void size(String name) {
        analyzers.put(name, new Size(Option.empty()));
    }

    /** The share of rows whose predicate is true; it must be true or false for every row. */
    public void compliance(String name, String predicate) {
        analyzers.put(
                name, new Compliance(name, predicate, Option.empty(), List$.MODULE$.<String>empty(), Option.empty()));
    }

    /** The share of rows that have a value. */
    public void completeness(String name, String column) {
        analyzers.put(name, new Completeness(column, Option.empty(), Option.empty()));
    }

    public void minimum(String name, String column) {
        analyzers.put(name, new Minimum(column, Option.empty(), Option.empty()));
    }

    public void maximum(String name, String column) {
        analyzers.put(name, new Maximum(column, Option.empty(), Option.empty()));
    }

    public void mean(String name, String column) {
        analyzers.put(name, new Mean(column, Option.empty()));
    }

    /** Of the population. */
    public void standardDeviation(String name, String column) {
        analyzers.put(name, new StandardDeviation(column, Option.empty()));
    }

    /** HyperLogLog++ with a standard error of 5 %. */
    public void approxCountDistinct(String name, String column) {
        analyzers.put(name, new ApproxCountDistinct(column, Option.empty()));
    }

    /** The aggregate functions of all analyzers, in their order. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        analyzers.values().forEach(analyzer -> columns.addAll(functions(analyzer)));
        return columns;
    }

    /** The metrics of a group, from the values of {@link #columns()} that start at an offset; a metric without value is empty. */
    public Map<String, OptionalDouble> read(Row group, int offset) {
        Map<String, OptionalDouble> metrics = new LinkedHashMap<>();
        int at = offset;
        for (Map.Entry<String, ScanShareableAnalyzer<?, ?>> entry : analyzers.entrySet()) {
            metrics.put(entry.getKey(), value(entry.getValue(), group, at));
            at += functions(entry.getValue()).size();
        }
        return metrics;
    }

    private static List<Column> functions(ScanShareableAnalyzer<?, ?> analyzer) {
        return JavaConverters.seqAsJavaList(analyzer.aggregationFunctions());
    }

    private static OptionalDouble value(ScanShareableAnalyzer<?, ?> analyzer, Row group, int at) {
        DoubleMetric metric = (DoubleMetric) analyzer.metricFromAggregationResult(group, at, Option.empty(), Option.empty());
        if (metric.value().isFailure()) {
            return OptionalDouble.empty();
        }
        double value = (Double) metric.value().get();
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
