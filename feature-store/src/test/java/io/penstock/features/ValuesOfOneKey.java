package io.penstock.features;

import io.penstock.base.Durations;
import io.penstock.validation.LocalSpark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** In tests of extreme values: the features of a single key at some moments, its rows given as SQL values {@code (time, x)}. */
final class ValuesOfOneKey {
    private static final SparkSession SPARK = LocalSpark.session();

    private final Dataset<Row> rows;
    private final List<String> sourceKey;

    private ValuesOfOneKey(Dataset<Row> rows, List<String> sourceKey) {
        this.rows = rows;
        this.sourceKey = sourceKey;
    }

    /** Rows of an append source; known when they happen. */
    static ValuesOfOneKey of(String... values) {
        return new ValuesOfOneKey(
                SPARK.sql("select 'k' k, timestamp(time) event_timestamp, timestamp(time) created_timestamp, x, id from"
                        + " values " + numbered(values) + " as t(time, x, id)"),
                List.of());
    }

    /** Rows {@code (event, created)} of a keyed source, each with a key of its own. */
    static ValuesOfOneKey known(String... values) {
        return new ValuesOfOneKey(
                SPARK.sql(
                        "select 'k' k, timestamp(event) event_timestamp, timestamp(created) created_timestamp, id from"
                                + " values " + numbered(values) + " as t(event, created, id)"),
                List.of("k", "id"));
    }

    private static String numbered(String... values) {
        List<String> rows = new ArrayList<>();
        for (String value : values) {
            rows.add("(" + value + ", " + rows.size() + ")");
        }
        return String.join(", ", rows);
    }

    Dataset<Row> rows() {
        return rows;
    }

    ViewData.Events events() {
        return new ViewData.Events(rows, false, List.of("id"), sourceKey);
    }

    /** A line for each moment: the features in order. */
    List<String> at(List<String> moments, Feature... features) {
        Dataset<Row> frame = SPARK.sql("select 'k' k, timestamp(moment) moment, at from values "
                + moments.stream()
                        .map(moment -> "('" + moment + "', " + moments.indexOf(moment) + ")")
                        .collect(Collectors.joining(", "))
                + " as t(moment, at)");
        return PointInTime.join(
                        frame, "moment", List.of(ViewInput.all(view("v", features), Map.of("k", "k"), events())))
                .orderBy("at")
                .selectExpr(Arrays.stream(features)
                        .map(feature -> "v__" + feature.name())
                        .toArray(String[]::new))
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .toList();
    }

    static FeatureView view(String name, Feature... features) {
        return PlainView.published(name, "k", "values", Duration.ofHours(1), List.of(features));
    }

    /** Over a window, or over all of the past where it is null. */
    static Feature feature(String name, Aggregate aggregate, String window) {
        return PlainView.feature(name, aggregate, Optional.ofNullable(window).map(Durations::parse));
    }
}
