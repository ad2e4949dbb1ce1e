package io.penstock.features;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.Sql;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.Staged;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.Passes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** In tests of what comes after publishing: the view {@code delays} of carriers, its rows given as SQL values. */
final class PublishedView {

    static final FeatureView VIEW = view("delays", Optional.of(Duration.ofHours(1)));
    private static final Entity CARRIER =
            new Entity("carrier", Location.NONE, PlainView.ABOUT, Map.of("carrier", ColumnType.STRING));

    final Lake lake;
    final Catalog catalog = new Catalog(
            Map.of(),
            Map.of(),
            Map.of("carrier", CARRIER),
            Map.of("delays", VIEW, "exact", view("exact", Optional.empty())));
    private final SparkSession spark = LocalSpark.session();

    PublishedView(Path folder) {
        this.lake = Lake.at(spark, folder.toString());
    }

    static FeatureView view(String name, Optional<Duration> refresh) {
        return new FeatureView(
                name,
                Location.NONE,
                PlainView.ABOUT,
                "carrier",
                "departures",
                refresh,
                Duration.ofMinutes(10),
                Optional.of(Duration.ofHours(3)),
                Visible.AT,
                List.of(
                        feature("flights", new Aggregate.Count(Optional.empty())),
                        feature("delay", new Aggregate.Mean(new Sql("delay", Location.NONE))),
                        feature("seen", new Aggregate.Last(new Sql("event_timestamp", Location.NONE)))),
                CheckSuite.NONE,
                List.of());
    }

    private static Feature feature(String name, Aggregate aggregate) {
        return PlainView.feature(name, aggregate, Optional.of(Duration.ofHours(2)));
    }

    static Run run(String job) {
        return new Run(RunId.create(), job, "test", Instant.now());
    }

    /** Publishes a day; rows as {@code ('AA', 5, 3, 1.5)}: carrier, hour of the tick, flights, delay. */
    void publish(String day, String... rows) {
        publish(
                day,
                spark.sql("select carrier, timestamp '" + day + " 00:00:00' + make_interval(0, 0, 0, 0, hour, 0, 0)"
                        + " as event_timestamp, bigint(flights) as flights, double(delay) as delay,"
                        + " timestamp '" + day + " 00:00:00.000001' as seen, date '" + day + "' as date from values "
                        + String.join(", ", rows) + " as t(carrier, hour, flights, delay)"),
                VIEW.definitionHash());
    }

    /** Publishes many carriers at the first tick of a day. */
    void publishMany(String day, int carriers, double delay) {
        publish(
                day,
                spark.range(carriers)
                        .selectExpr(
                                "concat('C', id) as carrier",
                                "timestamp '" + day + " 00:00:00' as event_timestamp",
                                "id as flights",
                                "double(id * " + delay + ") as delay",
                                "timestamp '" + day + " 00:00:00' as seen",
                                "date '" + day + "' as date"),
                VIEW.definitionHash());
    }

    void publish(String day, Dataset<Row> rows, String definitionHash) {
        Layout layout = new Layout(VIEW.table(), rows.schema(), Optional.of("date"));
        try (Staged staged = lake.stage(layout, rows, List.of(day))) {
            Commit commit = new Commit(run("features"), List.of(), definitionHash, Map.of(), Map.of());
            lake.publish(Passes.all(staged), commit);
        }
    }

    Dataset<Row> rows(String query) {
        return spark.sql(query);
    }

    BuildOutcome materialize(OnlineSetting setting, String date, long chunkRows) {
        return new Materialization(lake, catalog, setting, chunkRows)
                .run(VIEW, LocalDate.parse(date), run("materialize"));
    }
}
