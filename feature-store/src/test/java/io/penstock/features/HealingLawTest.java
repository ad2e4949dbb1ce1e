package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.Location;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.Sql;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.SliceRecord;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However batches are cut, sent again and corrected: the next build names exactly the days whose windows reach a changed
 * batch, leaves a table that a build from nothing gives too, and touches no file of another day.
 */
class HealingLawTest {

    private static final LocalDate FIRST = LocalDate.of(2013, 3, 5);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York"); // its clocks change on 10 March
    private static final Duration REACH = Duration.ofHours(30);
    private static final int BATCHES = 11;
    private static final int ROUNDS = 3;
    private static final StructType SCHEMA = StructType.fromDDL(
            "city string, fare double, event_timestamp timestamp," + " created_timestamp timestamp, batch string");
    private static final About ABOUT = new About(Optional.empty(), Optional.empty(), List.of());

    @TempDir
    Path folder;

    private final Map<String, List<Row>> sent = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"1, 1h", "2, 24h", "3, 7d", "4, "})
    void healedDaysAreThoseThatAChangedBatchReaches(long seed, String longest) {
        Random random = new Random(seed);
        Optional<Duration> window = Optional.ofNullable(longest).map(Durations::parse);
        Catalog catalog = catalog(window);
        Lake lake = Lake.at(LocalSpark.session(), folder.resolve("lake").toString());
        FIRST.datesUntil(FIRST.plusDays(BATCHES)).forEach(day -> sent.put(day.toString(), rows(random, day)));
        ingest(lake, sent);
        List<LocalDate> days =
                FIRST.plusDays(2).datesUntil(FIRST.plusDays(BATCHES - 2)).toList();
        build(lake, catalog, days.get(0), days.get(days.size() - 2));

        for (int round = 0; round < ROUNDS; round++) {
            String told = "seed " + seed + ", round " + round;
            Map<String, List<Row>> again = sendAgain(random);
            ingest(lake, again);
            List<LocalDate> expected = days.stream()
                    .limit(days.size() - 1)
                    .filter(day -> again.keySet().stream().anyMatch(batch -> reaches(batch, day, window)))
                    .toList();
            Map<String, List<String>> before = files(lake);

            ViewPlan plan = new FeatureStore(lake, catalog).plan(view(catalog), DateRange.of(last(days, round)));
            BuildOutcome outcome = new FeatureStore(lake, catalog).build(plan, run());

            assertThat(plan.healed().keySet()).as(told).containsExactlyElementsOf(expected);
            plan.healed().forEach((day, why) -> assertThat(why)
                    .as(told + ", " + day)
                    .containsExactlyElementsOf(again.keySet().stream()
                            .filter(batch -> reaches(batch, day, window))
                            .toList()));
            assertThat(String.join("", outcome.reasons())).as(told).contains(expected.isEmpty() ? "" : "healed ");
            assertSameAsFromNothing(told, lake, catalog, days.get(0), last(days, round));
            Map<String, List<String>> after = files(lake);
            before.keySet().stream()
                    .filter(day -> !expected.contains(LocalDate.parse(day)))
                    .forEach(day -> assertThat(after).as(told).containsEntry(day, before.get(day)));
            assertThat(build(lake, catalog, days.get(0), last(days, round)).verdict())
                    .as(told)
                    .isEqualTo(Verdict.NOTHING_TO_DO);
        }
    }

    /** The day asked for: in the last round a new one, before that the newest that is built. */
    private static LocalDate last(List<LocalDate> days, int round) {
        return days.get(days.size() - (round == ROUNDS - 1 ? 1 : 2));
    }

    /** What the words say: an event of the batch can lie in a window that ends at a tick of the day. */
    private static boolean reaches(String batch, LocalDate day, Optional<Duration> window) {
        Instant from = LocalDate.parse(batch).atStartOfDay(NEW_YORK).toInstant();
        Instant to = LocalDate.parse(batch)
                .plusDays(1)
                .atStartOfDay(NEW_YORK)
                .toInstant()
                .plus(REACH);
        DateRange one = DateRange.of(day);
        return from.isBefore(one.end())
                && window.map(length -> to.isAfter(one.start().minus(length))).orElse(true);
    }

    private Map<String, List<Row>> sendAgain(Random random) {
        Map<String, List<Row>> again = new TreeMap<>();
        while (again.isEmpty() || random.nextInt(3) == 0) {
            LocalDate day = FIRST.plusDays(random.nextInt(BATCHES));
            List<Row> rows = new ArrayList<>(sent.get(day.toString()));
            switch (random.nextInt(3)) {
                case 0 -> rows = new ArrayList<>(rows.subList(0, rows.size() * 6 / 10));
                case 1 -> rows.addAll(rows(random, day).subList(0, 2));
                default -> rows = rows(random, day);
            }
            again.put(day.toString(), rows);
        }
        sent.putAll(again);
        return again;
    }

    private static List<Row> rows(Random random, LocalDate day) {
        Instant start = day.atStartOfDay(NEW_YORK).toInstant();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Instant event = start.plusSeconds(random.nextInt(50 * 3600));
            rows.add(RowFactory.create(
                    "c" + random.nextInt(3),
                    random.nextInt(5) == 0 ? null : random.nextInt(9000) / 100.0,
                    event,
                    event.plusSeconds(random.nextInt(3 * 3600)),
                    day.toString()));
        }
        return rows;
    }

    private void assertSameAsFromNothing(String told, Lake lake, Catalog catalog, LocalDate from, LocalDate to) {
        Lake fresh = Lake.at(
                LocalSpark.session(), folder.resolve(told.replaceAll("\\W", "")).toString());
        ingest(fresh, sent);
        build(fresh, catalog, from, to);
        assertThat(contents(lake)).as(told).isNotEmpty().isEqualTo(contents(fresh));
    }

    private static Map<String, String> contents(Lake lake) {
        Map<String, String> contents = new TreeMap<>();
        for (SliceRecord slice : lake.slices(table(lake)).values()) {
            contents.put(slice.slice(), slice.rows() + " " + slice.hash() + " " + slice.pins());
        }
        return contents;
    }

    private static Map<String, List<String>> files(Lake lake) {
        return Arrays.stream(lake.read(table(lake)).inputFiles())
                .sorted()
                .collect(Collectors.groupingBy(file -> file.replaceAll(".*/date=([^/]+)/.*", "$1")));
    }

    private static TableVersion table(Lake lake) {
        return lake.latest("features/fares").orElseThrow();
    }

    private static void ingest(Lake lake, Map<String, List<Row>> batches) {
        List<Row> rows = batches.values().stream().flatMap(List::stream).toList();
        new Product(
                        "ingest",
                        new Layout("sources/rides", SCHEMA, Optional.of("batch")),
                        List.copyOf(batches.keySet()),
                        CheckSuite.NONE,
                        Inputs::endOfDay)
                .publish(
                        lake,
                        LocalSpark.session().createDataFrame(rows, SCHEMA),
                        new Commit(run(), List.of(), "definition", Map.of(), Map.of()));
    }

    private static BuildOutcome build(Lake lake, Catalog catalog, LocalDate from, LocalDate to) {
        FeatureStore store = new FeatureStore(lake, catalog);
        return store.build(store.plan(view(catalog), new DateRange(from, to)), run());
    }

    private static Run run() {
        return new Run(RunId.create(), "test", "test", Instant.now());
    }

    private static FeatureView view(Catalog catalog) {
        return catalog.view("fares");
    }

    private static Catalog catalog(Optional<Duration> longest) {
        Batching batching = new Batching(Duration.ofDays(1), NEW_YORK, REACH, Optional.empty(), FIRST);
        Feed feed = new Feed(
                "rides",
                Location.NONE,
                ABOUT,
                new Files("rides/{batch}.csv", Format.CSV, List.of()),
                Optional.of(batching),
                NEW_YORK,
                false,
                Map.of("city", new ColumnType("string"), "fare", new ColumnType("double")),
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
        Source source = new Source(
                "rides",
                Location.NONE,
                ABOUT,
                "rides",
                List.of("city", "fare"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Mode.APPEND,
                false,
                List.of(),
                CheckSuite.NONE);
        Entity city = new Entity("city", Location.NONE, ABOUT, Map.of("city", new ColumnType("string")));
        FeatureView view = new FeatureView(
                "fares",
                Location.NONE,
                ABOUT,
                "city",
                "rides",
                Optional.of(Duration.ofHours(6)),
                Duration.ZERO,
                Optional.empty(),
                Visible.AT,
                List.of(
                        feature("rides", new Aggregate.Count(Optional.empty()), Optional.of(Duration.ofHours(1))),
                        feature("fare_mean", new Aggregate.Mean(Sql.of("fare")), longest)),
                CheckSuite.NONE,
                List.of());
        return new Catalog(Map.of("rides", feed), Map.of("rides", source), Map.of("city", city), Map.of("fares", view));
    }

    private static Feature feature(String name, Aggregate aggregate, Optional<Duration> window) {
        return new Feature(name, Location.NONE, aggregate, window, Optional.empty());
    }
}
