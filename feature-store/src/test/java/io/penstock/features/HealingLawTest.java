package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However batches are cut, sent again and corrected: the next build names exactly the days whose windows reach a changed
 * batch, leaves a table that a build from nothing gives too, and touches no file of another day.
 */
class HealingLawTest {

    private static final int BATCHES = 11;
    private static final int ROUNDS = 2;

    @TempDir
    Path folder;

    private final Map<String, List<Row>> sent = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"1, 1h", "2, 24h", "3, 7d", "4, "})
    void healedDaysAreThoseThatAChangedBatchReaches(long seed, String longest) {
        Random random = new Random(seed);
        Optional<Duration> window = Optional.ofNullable(longest).map(Durations::parse);
        Catalog catalog = Fares.catalog(window);
        Lake lake = Lake.at(LocalSpark.session(), folder.resolve("lake").toString());
        Fares.FIRST
                .datesUntil(Fares.FIRST.plusDays(BATCHES))
                .forEach(day -> sent.put(day.toString(), rows(random, day)));
        Fares.ingest(lake, sent);
        List<LocalDate> days = Fares.FIRST
                .plusDays(2)
                .datesUntil(Fares.FIRST.plusDays(BATCHES - 2))
                .toList();
        Fares.build(lake, catalog, days.get(0), days.get(days.size() - 2));

        for (int round = 0; round < ROUNDS; round++) {
            String told = "seed " + seed + ", round " + round;
            Map<String, List<Row>> again = sendAgain(random);
            Fares.ingest(lake, again);
            List<LocalDate> expected = days.stream()
                    .limit(days.size() - 1)
                    .filter(day -> again.keySet().stream().anyMatch(batch -> reaches(batch, day, window)))
                    .toList();
            Map<String, List<String>> before = files(lake);

            ViewPlan plan =
                    new FeatureStore(lake, catalog).plan(catalog.view("fares"), DateRange.of(last(days, round)));
            BuildOutcome outcome = new FeatureStore(lake, catalog).build(plan, Fares.run());

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
            assertThat(Fares.build(lake, catalog, days.get(0), last(days, round))
                            .verdict())
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
        Instant from = LocalDate.parse(batch).atStartOfDay(Fares.NEW_YORK).toInstant();
        Instant to = LocalDate.parse(batch)
                .plusDays(1)
                .atStartOfDay(Fares.NEW_YORK)
                .toInstant()
                .plus(Fares.REACH);
        DateRange one = DateRange.of(day);
        return from.isBefore(one.end())
                && window.map(length -> to.isAfter(one.start().minus(length))).orElse(true);
    }

    private Map<String, List<Row>> sendAgain(Random random) {
        Map<String, List<Row>> again = new TreeMap<>();
        while (again.isEmpty() || random.nextInt(3) == 0) {
            LocalDate day = Fares.FIRST.plusDays(random.nextInt(BATCHES));
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
        Instant start = day.atStartOfDay(Fares.NEW_YORK).toInstant();
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
        Fares.ingest(fresh, sent);
        Fares.build(fresh, catalog, from, to);
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
}
