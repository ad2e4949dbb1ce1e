package io.penstock.scoring;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Location;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.Sql;
import io.penstock.features.About;
import io.penstock.features.Aggregate;
import io.penstock.features.Batching;
import io.penstock.features.BuildOutcome;
import io.penstock.features.Catalog;
import io.penstock.features.Entity;
import io.penstock.features.Feature;
import io.penstock.features.FeatureStore;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.Files;
import io.penstock.features.Format;
import io.penstock.features.Inputs;
import io.penstock.features.Mode;
import io.penstock.features.Product;
import io.penstock.features.Source;
import io.penstock.features.Visible;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A small lake of rides, and of what riders and cities did lately: two days, hourly ticks. */
final class Rides {
    static final LocalDate FIRST = LocalDate.of(2013, 3, 1);
    static final LocalDate SECOND = FIRST.plusDays(1);
    static final int RIDERS = 60;

    private static final StructType SCHEMA = StructType.fromDDL("ride bigint, rider string, city string, fare double,"
            + " note string, event_timestamp timestamp, created_timestamp timestamp, batch string, file string,"
            + " row_number bigint");
    private static final About ABOUT = new About(Optional.empty(), Optional.empty(), List.of());

    final Lake lake;
    private final Path folder;
    private final List<Row> rows;
    private int runs = 100;

    private Rides(Path folder, List<Row> rows) {
        this.folder = folder;
        this.rows = new ArrayList<>(rows);
        this.lake = Lake.at(LocalSpark.session(), folder.toString());
    }

    static Rides in(Path folder) {
        return new Rides(folder, List.of());
    }

    /** The same in another folder. */
    Rides copyTo(Path other) throws IOException {
        try (Stream<Path> files = java.nio.file.Files.walk(folder)) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                Path target = other.resolve(folder.relativize(file));
                java.nio.file.Files.createDirectories(target.getParent());
                java.nio.file.Files.copy(file, target);
            }
        }
        Rides copy = new Rides(other, rows);
        copy.runs = 200;
        return copy;
    }

    static FeatureView activity(Duration window) {
        return view(
                "activity",
                "rider",
                Duration.ofHours(3),
                feature("rides", new Aggregate.Count(Optional.empty()), Optional.of(window)),
                feature("fare_mean", new Aggregate.Mean(Sql.of("fare")), Optional.of(window)),
                feature("fare_sum", new Aggregate.Sum(Sql.of("fare / 3")), Optional.of(window)),
                feature("note_last", new Aggregate.Last(Sql.of("note")), Optional.of(window)));
    }

    static FeatureView cities() {
        return view(
                "cities",
                "city",
                Duration.ofHours(3),
                feature("rides", new Aggregate.Count(Optional.empty()), Optional.empty()),
                feature("fare_spread", new Aggregate.StdDev(Sql.of("fare")), Optional.of(Duration.ofHours(6))),
                feature("riders", new Aggregate.CountDistinct(Sql.of("rider")), Optional.of(Duration.ofHours(6))),
                feature("riders_ever", new Aggregate.ApproxCountDistinct(Sql.of("rider")), Optional.empty()),
                feature("fare_p90", new Aggregate.Quantile(Sql.of("fare"), new BigDecimal("0.9")), Optional.empty()),
                feature("spread_a_ride", new Aggregate.Ratio("fare_spread", "rides"), Optional.empty()));
    }

    static FeatureView exact() {
        FeatureView view = cities();
        return new FeatureView(
                "exactly",
                view.at(),
                view.about(),
                view.entity(),
                view.source(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                view.visible(),
                view.features(),
                view.checks(),
                List.of());
    }

    private static Feature feature(String name, Aggregate aggregate, Optional<Duration> window) {
        return new Feature(name, Location.NONE, aggregate, window, Optional.empty());
    }

    private static FeatureView view(String name, String entity, Duration ttl, Feature... features) {
        return new FeatureView(
                name,
                Location.NONE,
                ABOUT,
                entity,
                "rides",
                Optional.of(Duration.ofHours(1)),
                Duration.ZERO,
                Optional.of(ttl),
                Visible.AT,
                List.of(features),
                CheckSuite.NONE,
                List.of());
    }

    static Catalog catalog(FeatureView... views) {
        Map<String, ColumnType> columns = Map.of(
                "ride", new ColumnType("bigint"), "rider", new ColumnType("string"), "fare", new ColumnType("double"));
        Batching batching =
                new Batching(Duration.ofDays(1), ZoneOffset.UTC, Duration.ofHours(12), Optional.empty(), FIRST);
        Feed feed = new Feed(
                "rides",
                Location.NONE,
                ABOUT,
                new Files("rides/{batch}.csv", Format.CSV, List.of()),
                Optional.of(batching),
                ZoneOffset.UTC,
                false,
                columns,
                List.of(),
                Map.of(),
                Map.of(),
                List.of("ride"));
        Source source = new Source(
                "rides",
                Location.NONE,
                ABOUT,
                "rides",
                List.of("rider", "city", "fare", "note"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Mode.KEYED,
                false,
                List.of(),
                CheckSuite.NONE);
        Map<String, FeatureView> byName = new LinkedHashMap<>();
        for (FeatureView view : views) {
            byName.put(view.name(), view);
        }
        return new Catalog(
                Map.of("rides", feed),
                Map.of("rides", source),
                Map.of("rider", entity("rider"), "city", entity("city")),
                byName);
    }

    private static Entity entity(String name) {
        return new Entity(name, Location.NONE, ABOUT, Map.of(name, new ColumnType("string")));
    }

    Run run(String job) {
        return new Run(new RunId("run-" + runs++), job, "test", Instant.now());
    }

    /** Random rides of both days; rider r0 pays nothing that is known, rider r1 rides on the first day only. */
    void ingest(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 900; i++) {
            int rider = random.nextInt(RIDERS);
            Instant event = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis((long)
                    (random.nextDouble() * (rider == 1 ? 0.3 : 2) * 86_400_000));
            Double fare = rider == 0 || random.nextInt(10) == 0 ? null : Double.valueOf(random.nextInt(9000) / 100.0);
            add(i, "r" + rider, fare, random.nextInt(3) == 0 ? null : "n" + random.nextInt(5), event, event);
        }
        publish();
    }

    /** A ride that is found in the files only later, though it is said to have been known at once. */
    void ingestLate(String rider, double fare, Instant event) {
        add(5_000 + rows.size(), rider, fare, "late", event, event);
        publish();
    }

    private void add(long ride, String rider, Double fare, String note, Instant event, Instant created) {
        String batch = LocalDate.ofInstant(event, ZoneOffset.UTC).toString();
        rows.add(RowFactory.create(
                ride, rider, "city " + ride % 4, fare, note, event, created, batch, "rides/" + batch + ".csv", ride));
    }

    private void publish() {
        List<String> batches = List.of(FIRST.toString(), SECOND.toString());
        Product product = new Product(
                "ingest",
                new Layout("sources/rides", SCHEMA, Optional.of("batch")),
                batches,
                CheckSuite.NONE,
                Inputs::endOfDay);
        product.publish(
                lake,
                LocalSpark.session().createDataFrame(rows, SCHEMA),
                new Commit(run("ingest"), List.of(), "definition", Map.of(), Map.of()));
    }

    BuildOutcome build(Catalog catalog, FeatureView view, LocalDate from, LocalDate to) {
        FeatureStore store = new FeatureStore(lake, catalog);
        return store.build(store.plan(view, new DateRange(from, to)), run("features"));
    }
}
