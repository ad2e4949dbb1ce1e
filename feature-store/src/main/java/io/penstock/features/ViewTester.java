package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.base.UserError;
import io.penstock.features.ViewTestResult.Mismatch;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Runs the examples of feature views by the operator itself, without a lake. */
public final class ViewTester {
    private static final String AT = "at";
    private static final String NUMBER = "__expected";
    private static final double CLOSE = 1e-9;

    private final SparkSession spark;
    private final Catalog catalog;

    public ViewTester(SparkSession spark, Catalog catalog) {
        this.spark = requireNonNull(spark, "spark");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /**
     * What comes of each example of a view. Whole numbers, texts, dates and times are to be equal, other numbers within 1e-9 of
     * their size.
     *
     * @throws UserError if an example has a value that its column cannot hold
     */
    public List<ViewTestResult> run(FeatureView view) {
        GivenRows given = new GivenRows(spark, catalog, view);
        return view.tests().stream()
                .map(test -> new ViewTestResult(view.name(), test, mismatches(view, test, given.of(test))))
                .toList();
    }

    private List<Mismatch> mismatches(FeatureView view, ViewTest test, Dataset<Row> given) {
        ViewData.Events events = ViewData.Events.of(catalog, catalog.source(view), given);
        Map<String, String> keys = new LinkedHashMap<>();
        catalog.entity(view).keys().keySet().forEach(key -> keys.put(key, key));
        List<Row> found = PointInTime.join(moments(view, test), AT, List.of(ViewInput.all(view, keys, events)))
                .collectAsList();
        List<Mismatch> mismatches = new ArrayList<>();
        for (int i = 0; i < test.expect().size(); i++) {
            int number = i;
            Row row = found.stream()
                    .filter(each -> each.<Integer>getAs(NUMBER) == number)
                    .findFirst()
                    .orElseThrow();
            mismatches.addAll(compare(view, test.expect().get(i), row));
        }
        return mismatches;
    }

    private Dataset<Row> moments(FeatureView view, ViewTest test) {
        StructType types = new StructType();
        Map<String, ColumnType> keys = catalog.entity(view).keys();
        for (Map.Entry<String, ColumnType> key : keys.entrySet()) {
            types = types.add(key.getKey(), key.getValue().name());
        }
        types = types.add(AT, DataTypes.TimestampType).add(NUMBER, DataTypes.IntegerType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < test.expect().size(); i++) {
            List<Object> values = new ArrayList<>();
            for (String key : keys.keySet()) {
                values.add(TypedRows.text(test.expect().get(i).get(key)));
            }
            values.add(TypedRows.text(test.expect().get(i).get(AT)));
            values.add(Integer.toString(i));
            rows.add(RowFactory.create(values.toArray()));
        }
        return TypedRows.of(spark, types, rows, "the expected rows of the test at " + test.at());
    }

    private static List<Mismatch> compare(FeatureView view, Map<String, Object> expected, Row found) {
        Map<String, Object> where = new LinkedHashMap<>(expected);
        List<Mismatch> mismatches = new ArrayList<>();
        for (Feature feature : view.features()) {
            where.remove(feature.name());
            Object value = value(found, found.fieldIndex(view.name() + "__" + feature.name()));
            if (expected.containsKey(feature.name()) && !equal(expected.get(feature.name()), value)) {
                mismatches.add(new Mismatch(Map.of(), feature.name(), expected.get(feature.name()), value));
            }
        }
        return mismatches.stream()
                .map(each -> new Mismatch(where, each.feature(), each.expected(), each.found()))
                .toList();
    }

    private static Object value(Row row, int column) {
        boolean isList = row.schema().apply(column).dataType() instanceof ArrayType && !row.isNullAt(column);
        return isList ? new ArrayList<>(row.getList(column)) : row.get(column);
    }

    private static boolean equal(Object expected, Object found) {
        if (expected == null || found == null) {
            return expected == found;
        }
        if (expected instanceof List<?> wanted && found instanceof List<?> values) {
            return wanted.size() == values.size()
                    && IntStream.range(0, wanted.size()).allMatch(i -> equal(wanted.get(i), values.get(i)));
        }
        if (expected instanceof Number wanted && found instanceof Number number) {
            double difference = Math.abs(wanted.doubleValue() - number.doubleValue());
            boolean whole = found instanceof Long || found instanceof Integer;
            return whole ? difference == 0 : difference <= CLOSE * Math.max(1, Math.abs(wanted.doubleValue()));
        }
        return expected.toString().equals(found.toString())
                || found instanceof Instant && moment(expected).equals(found);
    }

    private static Object moment(Object expected) {
        try {
            return OffsetDateTime.parse(expected.toString()).toInstant();
        } catch (DateTimeParseException e) {
            return expected;
        }
    }
}
