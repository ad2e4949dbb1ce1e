package io.penstock.features.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.DateRange;
import io.penstock.features.PointInTime;
import io.penstock.features.ViewSql;
import io.penstock.validation.LocalSpark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * The SQL of a view equals the operator over random views and histories: to the bit where nothing is rounded, else
 * within the bound that the SQL itself states.
 */
class ViewSqlLawsTest {
    private static final int GROUPS = 7;
    private static final int MICRO_CASES = 14;
    private static final int JOINED = 3;
    private static final int TICKS_A_KEY = 6;

    /** A key at a moment. */
    private record Place(Key key, long moment) {}

    @Test
    void sqlAtATickEqualsThePublishedTick() {
        Tally tally = new Tally();
        for (long seed = 4000; seed < 4000 + GROUPS; seed++) {
            Random random = new Random(seed);
            Group group = Group.random(seed, MICRO_CASES, 500);
            for (TestView view : group.views()) {
                DateRange days = days(view, random);
                Map<Key, NavigableMap<Long, Row>> published = new HashMap<>();
                Dataset<Row> ticks = PointInTime.ticks(view.view(), view.entity(), view.events(group.rows()), days);
                for (Row row : ticks.collectAsList()) {
                    Key key = new Key(row.getAs("k1"), view.hasBothKeys() ? row.getAs("k2") : null, view.hasBothKeys());
                    published
                            .computeIfAbsent(key, k -> new TreeMap<>())
                            .put((long) Canonical.of(row.getAs("event_timestamp")), row);
                }
                Set<Place> places = places(group, view, days, random);
                Map<Place, Row> bySql = bySql(group, view, places);
                for (Place place : places) {
                    Row expected = newest(published.get(place.key()), place.moment());
                    check("seed " + seed + ", " + view + ", " + place, view, expected, "", bySql.get(place), tally);
                }
            }
        }
        tally.assertTold();
    }

    @Test
    void sqlAtAnyMomentEqualsTheJoinToTheMicrosecond() {
        Tally tally = new Tally();
        for (long seed = 5000; seed < 5000 + JOINED; seed++) {
            Group group = Group.random(seed, MICRO_CASES, 500);
            Map<Integer, Row> joined = new HashMap<>();
            group.join().collectAsList().forEach(row -> joined.put(row.getInt(0), row));
            for (TestView view : group.views()) {
                Map<Integer, Place> places = new HashMap<>();
                group.queries().stream()
                        .filter(q -> !new Key(q.key().k1(), q.key().k2(), view.hasBothKeys()).hasNull())
                        .forEach(q -> places.put(
                                q.number(),
                                new Place(
                                        new Key(
                                                q.key().k1(),
                                                view.hasBothKeys() ? q.key().k2() : null,
                                                view.hasBothKeys()),
                                        q.moment())));
                Map<Place, Row> bySql = bySql(group, view, new LinkedHashSet<>(places.values()));
                String prefix = view.name() + "__";
                places.forEach((query, place) -> check(
                        "seed " + group.seed() + ", " + view + ", " + place,
                        view,
                        joined.get(query),
                        prefix,
                        bySql.get(place),
                        tally));
            }
        }
        tally.assertTold();
    }

    /** What was compared, so that a test of nothing fails. */
    private static final class Tally {
        private long exact;
        private long rounded;
        private long present;
        private long unbounded;

        void assertTold() {
            assertThat(exact).isGreaterThan(3_000);
            assertThat(rounded).isGreaterThan(1_000);
            assertThat(present).isGreaterThan(1_500);
            assertThat(unbounded).isLessThan(rounded / 20);
        }
    }

    private static void check(String label, TestView view, Row expected, String prefix, Row actual, Tally tally) {
        assertThat(actual).as(label).isNotNull();
        for (Wanted feature : view.features()) {
            Object exact = expected != null ? expected.getAs(prefix + feature.name()) : feature.empty();
            Object value = actual.getAs(feature.name());
            double bound = actual.getAs(ViewSql.bound(feature.name()));
            tally.present += exact == null ? 0 : 1;
            if (bound == 0 || exact == null || value == null || isSpecial(exact)) {
                tally.exact++;
                assertThat(Canonical.of(value)).as(label + ", " + feature).isEqualTo(Canonical.of(exact));
                continue;
            }
            tally.rounded++;
            if (Double.isInfinite(bound)) {
                tally.unbounded++;
                continue;
            }
            assertThat(Math.abs(((Number) value).doubleValue() - ((Number) exact).doubleValue()))
                    .as(label + ", " + feature + ": " + value + " by SQL, exactly " + exact)
                    .isLessThanOrEqualTo(bound);
        }
    }

    private static boolean isSpecial(Object value) {
        return value instanceof Double number && !Double.isFinite(number);
    }

    /** The features by SQL of each place; fails if one is there twice. */
    private static Map<Place, Row> bySql(Group group, TestView view, Set<Place> places) {
        StructType schema = StructType.fromDDL(view.hasBothKeys() ? "k1 string, k2 bigint" : "k1 string")
                .add(ViewSql.TICK, "timestamp");
        List<Row> wanted = new ArrayList<>();
        places.forEach(place -> wanted.add(
                view.hasBothKeys()
                        ? RowFactory.create(place.key().k1(), place.key().k2(), Event.timestamp(place.moment()))
                        : RowFactory.create(place.key().k1(), Event.timestamp(place.moment()))));
        Map<Place, Row> rows = new HashMap<>();
        ViewSql.of(view.view(), view.entity(), view.events(group.rows()))
                .at(LocalSpark.session().createDataFrame(wanted, schema))
                .collectAsList()
                .forEach(row -> {
                    Key key = new Key(row.getAs("k1"), view.hasBothKeys() ? row.getAs("k2") : null, view.hasBothKeys());
                    Place place = new Place(key, (long) Canonical.of(row.getAs(ViewSql.TICK)));
                    assertThat(rows.put(place, row))
                            .as("seed " + group.seed() + ", " + place + " twice")
                            .isNull();
                });
        return rows;
    }

    private static Set<Place> places(Group group, TestView view, DateRange days, Random random) {
        long refresh = view.refresh().toNanos() / 1000;
        long from = days.from().toEpochDay() * History.DAY;
        long count = days.days().size() * History.DAY / refresh;
        Set<Place> places = new LinkedHashSet<>();
        group.events().stream()
                .map(e -> new Key(e.k1(), view.hasBothKeys() ? e.k2() : null, view.hasBothKeys()))
                .filter(key -> !key.hasNull())
                .distinct()
                .forEach(key -> {
                    for (int i = 0; i < TICKS_A_KEY; i++) {
                        places.add(new Place(key, from + refresh * random.nextInt((int) count)));
                    }
                });
        return places;
    }

    /** The newest row of the tick's day by then; null if the key is empty. */
    private static Row newest(NavigableMap<Long, Row> rows, long tick) {
        if (rows == null) {
            return null;
        }
        Map.Entry<Long, Row> row = rows.floorEntry(tick);
        return row == null || row.getKey() < Math.floorDiv(tick, History.DAY) * History.DAY ? null : row.getValue();
    }

    private static DateRange days(TestView view, Random random) {
        LocalDate from = LocalDate.ofEpochDay(History.START / History.DAY + random.nextInt(3));
        return new DateRange(from, from.plusDays(view.refresh().toHours() == 1 ? 4 : 20));
    }
}
