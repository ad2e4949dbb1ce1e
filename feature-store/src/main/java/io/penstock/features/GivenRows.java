package io.penstock.features;

import io.penstock.features.ingest.SourceColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The given rows of an example as rows of the view's source. What a row leaves out is null, but {@code
 * created_timestamp}, which is then its {@code event_timestamp}, and columns of the source's key or tiebreak: rows that leave
 * them out are different rows, in the order in which they are given.
 */
final class GivenRows {
    private final SparkSession spark;
    private final StructType columns;
    private final Set<String> distinct;

    GivenRows(SparkSession spark, Catalog catalog, FeatureView view) {
        Source source = catalog.source(view);
        Feed feed = catalog.feed(source);
        this.spark = spark;
        this.columns = SourceColumns.of(spark, feed, source);
        this.distinct = new HashSet<>(feed.key());
        this.distinct.addAll(source.tiebreak());
    }

    /** @throws UserError if a value cannot be one of its column */
    Dataset<Row> of(ViewTest test) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < test.given().size(); i++) {
            rows.add(texts(test.given().get(i), i));
        }
        return TypedRows.of(spark, columns, rows, "the given rows of the test at " + test.at());
    }

    private Row texts(Map<String, Object> given, int number) {
        List<Object> values = new ArrayList<>();
        for (StructField column : columns.fields()) {
            values.add(
                    given.containsKey(column.name())
                            ? TypedRows.text(given.get(column.name()))
                            : otherwise(column, given, number));
        }
        return RowFactory.create(values.toArray());
    }

    private String otherwise(StructField column, Map<String, Object> given, int number) {
        return switch (column.name()) {
            case "created_timestamp" -> TypedRows.text(given.get("event_timestamp"));
            case "row_number" -> Integer.toString(number + 1);
            case "batch", "file" -> "given";
            default -> distinct.contains(column.name()) ? different(column.dataType(), number) : null;
        };
    }

    private static String different(DataType type, int number) {
        if (type.equals(DataTypes.DateType)) {
            return LocalDate.EPOCH.plusDays(number).toString();
        }
        if (type.equals(DataTypes.TimestampType)) {
            return Instant.EPOCH.plusSeconds(number).toString();
        }
        return String.format(Locale.ROOT, "%06d", number);
    }
}
