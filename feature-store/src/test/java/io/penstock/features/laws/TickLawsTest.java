package io.penstock.features.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.DateRange;
import io.penstock.features.PointInTime;
import io.penstock.features.ViewData;
import io.penstock.features.ViewInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Laws of published ticks: their rows, and what a lookup of them gives. */
class TickLawsTest {
    private static final int GROUPS = 8;

    @Test
    void theTableHoldsTheOracleAtEachTickAndNoMoreRowsThanItNeeds() {
        for (long seed = 1000; seed < 1000 + GROUPS; seed++) {
            Group group = Group.random(seed, 10, seed % 4 == 0 ? 1200 : 150);
            for (TestView view : group.views()) {
                check(group, view);
            }
        }
    }

    private static void check(Group group, TestView view) {
        DateRange days = days(view, new Random(group.seed()));
        Map<String, List<Object>> rows = new HashMap<>();
        for (Row row : ticks(group, view, days).collectAsList()) {
            List<Object> values = new ArrayList<>();
            view.features().forEach(f -> values.add(Canonical.of(row.getAs(f.name()))));
            String place = place(keyOf(view, row), (long) Canonical.of(row.getAs("event_timestamp")));
            assertThat(rows.put(place, values))
                    .as("seed " + group.seed() + ": " + place + " twice")
                    .isNull();
            assertThat((long) Canonical.of(row.getAs("date")))
                    .isEqualTo(Math.floorDiv((long) Canonical.of(row.getAs("event_timestamp")), History.DAY));
        }

        assertThat(rows).as("seed " + group.seed() + ", " + view + ", " + days).isEqualTo(expected(group, view, days));
    }

    @Test
    void rowsThatGoTogetherAreFoldedWithoutATrace() {
        for (long seed = 4000; seed < 4000 + GROUPS; seed++) {
            Random random = new Random(seed);
            List<History> histories = List.of(History.random(0, 1200, 0, random), History.random(1, 1200, 0, random));
            Group group = new Group(seed, List.of(TestView.ofWholeDays("a", random)), histories);
            check(group, group.views().get(0));
        }
    }

    @Test
    void aRangeIsItsDaysPutTogether() {
        for (long seed = 2000; seed < 2003; seed++) {
            Group group = Group.random(seed, 6, 300);
            TestView view = group.views().get((int) (seed % 3));
            DateRange days = days(view, new Random(seed));
            List<String> range = text(ticks(group, view, days));

            List<String> single = new ArrayList<>();
            days.days().forEach(day -> single.addAll(text(ticks(group, view, DateRange.of(day)))));

            assertThat(range).as("seed " + seed + ", " + view).containsExactlyInAnyOrderElementsOf(single);
        }
    }

    @Test
    void aLookupGivesTheOracleAtTheNewestTickThatCouldBeRead() {
        for (long seed = 3000; seed < 3000 + GROUPS; seed++) {
            Random random = new Random(seed);
            Group group = Group.random(seed, 10, 300);
            for (TestView view : group.views()) {
                DateRange days = days(view, random);
                List<LocalDate> published =
                        days.days().stream().filter(d -> random.nextInt(4) > 0).toList();
                List<History.Query> queries = group.queries().stream()
                        .map(q -> new History.Query(q.number(), q.key(), moment(days, random)))
                        .toList();
                ViewData.Ticks data = new ViewData.Ticks(ticks(group, view, days), published);

                Dataset<Row> joined = PointInTime.join(
                        Group.frame(queries), "moment", List.of(ViewInput.all(view.view(), view.frameKeys(), data)));

                Map<Integer, Row> byQuery = new HashMap<>();
                joined.collectAsList().forEach(row -> byQuery.put(row.getInt(0), row));
                Map<Integer, Oracle> oracles = oracles(group, view);
                for (History.Query query : queries) {
                    check(
                            group,
                            view,
                            oracles.get(query.number() / 10_000),
                            published,
                            query,
                            byQuery.get(query.number()));
                }
            }
        }
    }

    private static void check(
            Group group, TestView view, Oracle oracle, List<LocalDate> published, History.Query query, Row row) {
        Key key = new Key(query.key().k1(), query.key().k2(), view.hasBothKeys());
        long newest = allTicks(view, published)
                .filter(tick -> tick + micros(view.publishDelay()) <= query.moment())
                .max()
                .orElse(Long.MIN_VALUE);
        boolean stale = newest == Long.MIN_VALUE
                || view.ttl().isPresent()
                        && query.moment() - newest > micros(view.ttl().get());
        List<Object> expected = key.hasNull() ? oracle.empty() : stale ? oracle.stale() : oracle.at(key, newest);
        int state = key.hasNull() ? 3 : stale ? 2 : expected.equals(oracle.empty()) ? 1 : 0;

        assertThat(Group.features(view, row))
                .as(() -> group.describe(view, query) + ", published " + published)
                .isEqualTo(expected);
        assertThat(Group.state(view, row)).as(() -> group.describe(view, query)).isEqualTo((byte) state);
    }

    /** The rows that the table must hold, from the oracle's values at every tick. */
    private static Map<String, List<Object>> expected(Group group, TestView view, DateRange days) {
        Map<String, List<Object>> rows = new HashMap<>();
        for (History history : group.histories()) {
            Oracle oracle = new Oracle(view, history.events());
            List<Object> empty = oracle.empty();
            for (Key key : keys(view, history)) {
                for (LocalDate day : days.days()) {
                    List<Object> previous = empty;
                    for (long tick : allTicks(view, List.of(day)).toArray()) {
                        List<Object> values = oracle.at(key, tick);
                        if (!values.equals(previous)) {
                            rows.put(place(key, tick), values);
                        }
                        previous = values;
                    }
                }
            }
        }
        return rows;
    }

    private static List<Key> keys(TestView view, History history) {
        return history.events().stream()
                .map(e -> new Key(e.k1(), view.hasBothKeys() ? e.k2() : null, view.hasBothKeys()))
                .filter(key -> !key.hasNull())
                .distinct()
                .toList();
    }

    private static LongStream allTicks(TestView view, List<LocalDate> days) {
        long refresh = micros(view.refresh());
        return days.stream()
                .mapToLong(day -> day.toEpochDay() * History.DAY)
                .flatMap(start -> LongStream.iterate(start, t -> t < start + History.DAY, t -> t + refresh));
    }

    private static Map<Integer, Oracle> oracles(Group group, TestView view) {
        Map<Integer, Oracle> oracles = new LinkedHashMap<>();
        group.histories().forEach(h -> oracles.put(h.number(), new Oracle(view, h.events())));
        return oracles;
    }

    static Dataset<Row> ticks(Group group, TestView view, DateRange days) {
        return PointInTime.ticks(view.view(), view.entity(), view.events(group.rows()), days);
    }

    /** Some days in the middle of the histories, not too many ticks. */
    static DateRange days(TestView view, Random random) {
        LocalDate from = LocalDate.ofEpochDay(History.START / History.DAY + random.nextInt(3));
        return new DateRange(
                from,
                from.plusDays(view.refresh().toHours() == 1 ? 2 : view.refresh().toHours()));
    }

    private static long moment(DateRange days, Random random) {
        long start = days.from().toEpochDay() * History.DAY;
        long span = (days.days().size() + 2) * History.DAY;
        long moment = start + (long) (random.nextDouble() * span) - History.DAY;
        return random.nextBoolean()
                ? moment
                : Math.floorDiv(moment, 1_500_000_000L) * 1_500_000_000L + random.nextInt(3) - 1;
    }

    private static Key keyOf(TestView view, Row row) {
        return new Key(row.getAs("k1"), view.hasBothKeys() ? row.getAs("k2") : null, view.hasBothKeys());
    }

    private static String place(Key key, long tick) {
        return key + " at " + tick;
    }

    private static List<String> text(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    private static long micros(java.time.Duration duration) {
        return duration.toNanos() / 1000;
    }
}
