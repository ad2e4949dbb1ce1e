package io.penstock.validation.deequ;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Mean;
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
 *
 * <p>Minimum and maximum are Spark's: Deequ's cast a marker text to double on the way, which ANSI SQL refuses.
 */
public final class Analyzers {
    private final Map<String, Measure> measures = new LinkedHashMap<>();

    /** The number of rows. */
    public void size(String name) {
        measures.put(name, Analyzed.of(new Size(Option.empty())));
    }

    /** The share of rows whose predicate is true; it must be true or false for every row. */
    public void compliance(String name, String predicate) {
        measures.put(
                name,
                Share.of(new Compliance(
                        name, predicate, Option.empty(), List$.MODULE$.<String>empty(), Option.empty())));
    }

    /** The share of rows that have a value. */
    public void completeness(String name, String column) {
        measures.put(name, Share.of(new Completeness(column, Option.empty(), Option.empty())));
    }

    public void minimum(String name, String column) {
        measures.put(name, new Plain(List.of(min(column))));
    }

    public void maximum(String name, String column) {
        measures.put(name, new Plain(List.of(max(column))));
    }

    public void mean(String name, String column) {
        measures.put(name, Analyzed.of(new Mean(column, Option.empty())));
    }

    /** Of the population. */
    public void standardDeviation(String name, String column) {
        measures.put(name, Analyzed.of(new StandardDeviation(column, Option.empty())));
    }

    /** HyperLogLog++ with a standard error of 5 %. */
    public void approxCountDistinct(String name, String column) {
        measures.put(name, Analyzed.of(new ApproxCountDistinct(column, Option.empty())));
    }

    /** The aggregate functions of all analyzers, in their order. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        measures.values().forEach(measure -> columns.addAll(measure.functions()));
        return columns;
    }

    /** The metrics of a group, from the values of {@link #columns()} that start at an offset; empty where there is none. */
    public Map<String, OptionalDouble> read(Row group, int offset) {
        Map<String, OptionalDouble> metrics = new LinkedHashMap<>();
        int at = offset;
        for (Map.Entry<String, Measure> entry : measures.entrySet()) {
            metrics.put(entry.getKey(), entry.getValue().read(group, at));
            at += entry.getValue().functions().size();
        }
        return metrics;
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private interface Measure {
        List<Column> functions();

        OptionalDouble read(Row group, int at);
    }

    private record Analyzed(ScanShareableAnalyzer<?, ?> analyzer, List<Column> functions) implements Measure {
        static Analyzed of(ScanShareableAnalyzer<?, ?> analyzer) {
            return new Analyzed(analyzer, JavaConverters.seqAsJavaList(analyzer.aggregationFunctions()));
        }

        @Override
        public OptionalDouble read(Row group, int at) {
            DoubleMetric metric =
                    (DoubleMetric) analyzer.metricFromAggregationResult(group, at, Option.empty(), Option.empty());
            return metric.value().isSuccess() ? finite((Double) metric.value().get()) : OptionalDouble.empty();
        }
    }

    /**
     * Matches and rows, as Deequ counts them. Deequ's own reading of these two numbers builds row-level columns besides, a
     * millisecond for each slice and check.
     */
    private record Share(List<Column> functions) implements Measure {
        static Share of(ScanShareableAnalyzer<?, ?> analyzer) {
            return new Share(JavaConverters.seqAsJavaList(analyzer.aggregationFunctions()));
        }

        @Override
        public OptionalDouble read(Row group, int at) {
            boolean none = group.isNullAt(at) || group.isNullAt(at + 1) || group.getLong(at + 1) == 0;
            return none
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) group.getLong(at) / group.getLong(at + 1));
        }
    }

    private record Plain(List<Column> functions) implements Measure {
        @Override
        public OptionalDouble read(Row group, int at) {
            return group.isNullAt(at) ? OptionalDouble.empty() : finite(group.getDouble(at));
        }
    }
}
