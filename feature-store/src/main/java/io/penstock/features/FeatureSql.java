package io.penstock.features;

import java.math.BigDecimal;
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

    /** Below it quotients lose bits. */
    private static final String SMALLEST = "2.2250738585072014E-308D";

    /** Six standard errors of an estimated count, and three for small ones; what it is of follows. */
    private static final String ESTIMATE = "3D + 0.1D * ";

    /** Of a feature without windows' end, all rows are taken. */
    static FeatureSql of(Feature feature, Inputs inputs) {
        String filter = filter(
                feature, inputs.ordering().isPresent() && feature.aggregate().isOrdered());
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
        } else if (aggregate instanceof Aggregate.CountDistinct) {
            return exact(feature, "cast(size(collect_set(" + taken + ")" + filter + ") as bigint)");
        } else if (aggregate instanceof Aggregate.ApproxCountDistinct) {
            String exactly = "cast(size(collect_set(" + taken + ")" + filter + ") as bigint)";
            return new FeatureSql(feature.name(), exactly, "if(" + exactly + " = 0, 0D, " + ESTIMATE + exactly + ")");
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
        if (aggregate instanceof Aggregate.LastN last) {
            return exact(feature, lastN(input, inputs.ordering().orElseThrow(), last.n(), filter));
        } else if (aggregate instanceof Aggregate.Quantile quantile) {
            return exact(feature, quantile(taken, inputs.type(), quantile.q(), filter));
        }
        boolean newest = aggregate instanceof Aggregate.Max || aggregate instanceof Aggregate.Last;
        if (feature.aggregate().isOrdered()) {
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

    /**
     * One feature divided by another, over a row that has both. The bound follows from theirs; it is infinite where the
     * second may be 0.
     */
    static FeatureSql ofRatio(String name, FeatureSql of, FeatureSql to) {
        String divisor = "cast(" + to.value() + " as double)";
        String value = "cast(" + of.value() + " as double) / nullif(" + divisor + ", 0D)";
        String error = "(" + of.bound() + " + abs(" + value + ") * " + to.bound() + ") / (abs(" + divisor + ") - "
                + to.bound() + ") + " + EPSILON + " * abs(" + value + ") + " + SMALLEST;
        String bound = "case when " + of.bound() + " = 0 and " + to.bound() + " = 0 then 0D when " + to.bound()
                + " > 0 and abs(" + divisor + ") <= " + to.bound() + " then double('Infinity') else nanvl(" + error
                + ", double('Infinity')) end";
        return new FeatureSql(name, "(" + value + ")", "(" + bound + ")");
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

    private static String lastN(String value, String order, int n, String filter) {
        String sorted = "sort_array(collect_list(named_struct('order', " + order + ", 'value', " + value + "))" + filter
                + ", false)";
        return "if(count(1)" + filter + " = 0, null, transform(slice(" + sorted + ", 1, " + n
                + "), __row -> __row.value))";
    }

    private static String quantile(String value, DataType type, BigDecimal q, String filter) {
        String present = and(filter, value + " is not null");
        String count = "count(1)" + present;
        String sorted = "sort_array(collect_list(" + tied(value, type) + ")" + present + ")";
        String rank = "greatest(1, cast(ceil(" + q.toPlainString() + "BD * " + count + ") as int))";
        return "if(" + count + " = 0, null, element_at(" + sorted + ", " + rank + ")"
                + (isFloating(type) ? ".value" : "") + ")";
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
