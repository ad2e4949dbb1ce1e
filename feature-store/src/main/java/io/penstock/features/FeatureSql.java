package io.penstock.features;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;

/**
 * One feature as two plain SQL aggregates over the rows that count for a key at a tick: its value, and how far floating
 * point arithmetic may have taken it from the exact one.
 *
 * @param bound absolute; {@code 0D} where nothing is rounded
 */
record FeatureSql(String name, String value, String bound) {

    /** The greatest relative error of one operation on doubles, twice. */
    private static final String EPSILON = "2.220446049250313E-16D";

    /** Beyond it squares overflow, and below its inverse they vanish. */
    private static final String SQUARABLE = "1E150D";

    /** Of a feature without windows' end, all rows are taken. */
    static FeatureSql of(Feature feature, Inputs inputs) {
        String filter = filter(feature, inputs.ordering().isPresent() && isOrdered(feature));
        String input =
                feature.aggregate().input().map(sql -> "(" + sql.text() + ")").orElse("1");
        String taken = feature.where()
                .map(where -> "if((" + where.text() + "), " + input + ", null)")
                .orElse(input);
        String number = "cast(" + taken + " as double)";
        String rows = "count(" + taken + ")" + filter;
        String largest = "max(abs(" + number + "))" + filter;
        String rounding = rows + " * " + EPSILON + " * sum(abs(" + number + "))" + filter;
        Aggregate aggregate = feature.aggregate();
        if (aggregate instanceof Aggregate.Count) {
            return exact(feature, rows);
        } else if (aggregate instanceof Aggregate.Sum) {
            return isFloating(inputs.type())
                    ? new FeatureSql(feature.name(), "sum(" + number + ")" + filter, rounding)
                    : exact(feature, "sum(cast(" + taken + " as bigint))" + filter);
        } else if (aggregate instanceof Aggregate.Mean) {
            return new FeatureSql(
                    feature.name(), "avg(" + number + ")" + filter, rounding + " / nullif(" + rows + ", 0)");
        } else if (aggregate instanceof Aggregate.StdDev) {
            String bound = "if(" + largest + " > " + SQUARABLE + ", double('Infinity'), 1 / " + SQUARABLE + " + 4 * "
                    + rows + " * " + EPSILON + " * " + largest + ")";
            return new FeatureSql(feature.name(), "stddev_samp(" + number + ")" + filter, bound);
        }
        boolean newest = aggregate instanceof Aggregate.Max || aggregate instanceof Aggregate.Last;
        if (isOrdered(feature)) {
            return exact(feature, pick(newest, input, inputs.ordering().orElseThrow(), filter));
        }
        return exact(feature, pick(newest, taken, tied(taken, inputs.type()), and(filter, taken + " is not null")));
    }

    /**
     * What a feature's expression is over.
     *
     * @param ordering the row's place among its like as an SQL value; empty if no feature of the view asks for one
     */
    record Inputs(DataType type, Optional<String> ordering) {}

    static boolean isOrdered(Feature feature) {
        return feature.aggregate() instanceof Aggregate.First || feature.aggregate() instanceof Aggregate.Last;
    }

    /** A value to order by; of the two zeros, which compare as equal, the negative one comes first. */
    static String tied(String value, DataType type) {
        return isFloating(type)
                ? "named_struct('value', " + value + ", 'positive', cast(" + value + " as string) <> '-0.0')"
                : value;
    }

    private static boolean isFloating(DataType type) {
        return Set.of(DoubleType.class, FloatType.class).stream().anyMatch(floating -> floating.isInstance(type));
    }

    private static FeatureSql exact(Feature feature, String value) {
        return new FeatureSql(feature.name(), value, "0D");
    }

    private static String pick(boolean newest, String value, String order, String filter) {
        return String.format(Locale.ROOT, "%s(%s, %s)%s", newest ? "max_by" : "min_by", value, order, filter);
    }

    private static String filter(Feature feature, boolean takesWholeRows) {
        String filter = feature.window()
                .map(window -> " filter (where __event + " + ViewSql.micros(window) + " > __tick)")
                .orElse("");
        return takesWholeRows && feature.where().isPresent()
                ? and(filter, "(" + feature.where().get().text() + ")")
                : filter;
    }

    private static String and(String filter, String condition) {
        return filter.isEmpty()
                ? " filter (where " + condition + ")"
                : filter.substring(0, filter.length() - 1) + " and " + condition + ")";
    }
}
