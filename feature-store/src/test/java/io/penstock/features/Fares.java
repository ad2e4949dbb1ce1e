package io.penstock.features;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Location;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.Sql;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** In tests of a view's table: rides in batches of New York's days, and the view {@code fares} of cities over them. */
final class Fares {

    static final LocalDate FIRST = LocalDate.of(2013, 3, 5);
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York"); // its clocks change on 10 March
    static final Duration REACH = Duration.ofHours(30);

    private static final StructType SCHEMA = StructType.fromDDL(
            "city string, fare double, event_timestamp timestamp," + " created_timestamp timestamp, batch string");

    private Fares() {}

    static void ingest(Lake lake, Map<String, List<Row>> batches) {
        List<Row> rows = batches.values().stream().flatMap(List::stream).toList();
        ingest(lake, LocalSpark.session().createDataFrame(rows, SCHEMA), List.copyOf(batches.keySet()));
    }

    static void ingest(Lake lake, Dataset<Row> rows, List<String> batches) {
        new Product(
                        "ingest",
                        new Layout("sources/rides", SCHEMA, Optional.of("batch")),
                        batches,
                        CheckSuite.NONE,
                        Inputs::endOfDay)
                .publish(lake, rows, new Commit(run(), List.of(), "definition", Map.of(), Map.of()));
    }

    static BuildOutcome build(Lake lake, Catalog catalog, LocalDate from, LocalDate to) {
        FeatureStore store = new FeatureStore(lake, catalog);
        return store.build(store.plan(catalog.view("fares"), new DateRange(from, to)), run());
    }

    static Run run() {
        return new Run(RunId.create(), "test", "test", Instant.now());
    }

    static Catalog catalog(Optional<Duration> longest) {
        return catalog(
                PlainView.feature("rides", new Aggregate.Count(Optional.empty()), Optional.of(Duration.ofHours(1))),
                PlainView.feature("fare_mean", new Aggregate.Mean(Sql.of("fare")), longest));
    }

    /** The same catalog with these features of the view. */
    static Catalog catalog(Feature... features) {
        return catalog(NEW_YORK, REACH, features);
    }

    /** The same catalog with batches of another zone's days and another reach. */
    static Catalog catalog(ZoneId zone, Duration reach, Feature... features) {
        Batching batching = new Batching(Duration.ofDays(1), zone, reach, Optional.empty(), FIRST);
        Feed feed = new Feed(
                "rides",
                Location.NONE,
                PlainView.ABOUT,
                new Files("rides/{batch}.csv", Format.CSV, List.of()),
                Optional.of(batching),
                zone,
                false,
                Map.of("city", new ColumnType("string"), "fare", new ColumnType("double")),
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
        Source source = new Source(
                "rides",
                Location.NONE,
                PlainView.ABOUT,
                "rides",
                List.of("city", "fare"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Mode.APPEND,
                false,
                List.of(),
                CheckSuite.NONE);
        Entity city = new Entity("city", Location.NONE, PlainView.ABOUT, Map.of("city", new ColumnType("string")));
        FeatureView view = PlainView.published("fares", "city", "rides", Duration.ofHours(6), List.of(features));
        return new Catalog(Map.of("rides", feed), Map.of("rides", source), Map.of("city", city), Map.of("fares", view));
    }
}
