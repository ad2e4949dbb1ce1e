package io.penstock.features.peers;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether two results hold the same value of every feature for every {@code id}: null with null, numbers within {@value
 * #TOLERANCE} of the greater of 1 and the value.
 */
final class Agreement {
    private static final double TOLERANCE = 1e-9;

    private Agreement() {}

    /** The first difference found, as text; empty where there is none. */
    static Optional<String> difference(Dataset<Row> expected, Dataset<Row> actual) {
        List<String> features = Arrays.stream(expected.columns())
                .filter(name -> name.contains("__") && !name.startsWith("__"))
                .toList();
        long rows = expected.count();
        long there = actual.count();
        if (rows != there) {
            return Optional.of("there are " + there + " rows, not " + rows);
        }
        Dataset<Row> a = expected.as("a");
        Dataset<Row> b = actual.as("b");
        Column differs = features.stream()
                .map(name -> not(isNear(a.col("a." + name), b.col("b." + name))))
                .reduce(a.col("a.id").isNull().or(b.col("b.id").isNull()), Column::or);
        return a.join(b, a.col("a.id").equalTo(b.col("b.id")), "full_outer").where(differs).takeAsList(1).stream()
                .map(row -> text(row, features, expected.columns().length, actual))
                .findFirst();
    }

    private static Column isNear(Column a, Column b) {
        Column near = abs(a.minus(b)).leq(abs(a).plus(1).multiply(TOLERANCE));
        return a.eqNullSafe(b).or(a.isNotNull().and(b.isNotNull()).and(near).eqNullSafe(lit(true)));
    }

    private static String text(Row row, List<String> features, int width, Dataset<Row> actual) {
        StringBuilder text = new StringBuilder("at id " + row.get(row.fieldIndex("id")) + ":");
        for (String name : features) {
            Object expected = row.get(Arrays.asList(row.schema().fieldNames()).indexOf(name));
            Object there = row.get(width + actual.schema().fieldIndex(name));
            if (!String.valueOf(expected).equals(String.valueOf(there))) {
                text.append(' ')
                        .append(name)
                        .append(" is ")
                        .append(there)
                        .append(", not ")
                        .append(expected)
                        .append(';');
            }
        }
        return text.toString();
    }
}
