package io.penstock.features;

import static io.penstock.features.ValuesOfOneKey.feature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.validation.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Events at the ends of the calendar, and around the days that the Gregorian one left out. */
class EndsOfTimeTest {
    private static final Feature[] FEATURES = {
        feature("n", new Aggregate.Count(Optional.empty()), null),
        feature("century", new Aggregate.Count(Optional.empty()), "36500d"),
        feature("first", new Aggregate.First(Sql.of("string(event_timestamp)")), null),
        feature("least", new Aggregate.Min(Sql.of("event_timestamp")), null),
        feature("last", new Aggregate.Max(Sql.of("date(event_timestamp)")), "36500d"),
    };

    @Test
    void eventsOfAllYearsCountFromWhenTheyAreKnownAndLeaveTheirWindows() {
        ValuesOfOneKey values = ValuesOfOneKey.known(
                "'0001-01-01 00:00:00', '0001-01-01 00:00:00'",
                "'1582-10-04 00:00:00', '2024-01-01 00:00:00'",
                "'1582-10-10 12:00:00', '1582-10-10 12:00:00'",
                "'1582-10-15 00:00:00', null",
                "'1900-02-28 23:59:59.999999', '0001-01-01 00:00:00'",
                "'9999-12-31 23:59:59.999999', '2024-01-01 00:00:00'",
                "'2024-01-01 00:00:00', '9999-12-31 23:59:59.999999'");
        List<String> moments = List.of(
                "1970-01-01 00:00:00",
                "2000-02-04 23:59:59.999998",
                "2000-02-04 23:59:59.999999",
                "2024-01-01 00:00:00",
                "2112-09-17 00:00:00");

        assertThat(values.at(moments, FEATURES))
                .containsExactly(
                        "4 1 0001-01-01 00:00:00 0001-01-01T00:00:00Z 1900-02-28",
                        "4 1 0001-01-01 00:00:00 0001-01-01T00:00:00Z 1900-02-28",
                        "4 0 0001-01-01 00:00:00 0001-01-01T00:00:00Z null",
                        "5 0 0001-01-01 00:00:00 0001-01-01T00:00:00Z null",
                        "5 0 0001-01-01 00:00:00 0001-01-01T00:00:00Z null");
    }

    @Test
    void timesBeyondTheCalendarOverflowNothing() {
        ValuesOfOneKey values = ValuesOfOneKey.of(
                "'-290308-12-21 19:59:05.224192', 1",
                "'2000-01-01 00:00:00', 2",
                "'9999-12-31 23:59:59.999999', 3",
                "'+294247-01-10 04:00:54.775807', 4");

        assertThat(values.at(
                        List.of("1970-01-01 00:00:00", "2000-02-04 00:00:00", "2112-09-17 00:00:00"),
                        feature("ever", new Aggregate.Sum(Sql.of("x")), null),
                        feature("century", new Aggregate.Sum(Sql.of("x")), "36500d")))
                .containsExactly("1 null", "3 2", "3 null");
    }

    @Test
    void daysOutsideTheRangeOfTicksAreRefused() {
        ViewData.Events events = ValuesOfOneKey.of("'0001-01-01 00:00:00', 1").events();
        Entity entity = new Entity("k", Location.NONE, PlainView.ABOUT, Map.of("k", new ColumnType("string")));
        for (String day : List.of("0001-01-01", "1969-12-31", "2112-09-18", "9999-12-31")) {
            DateRange days = DateRange.of(LocalDate.parse(day));
            assertThatThrownBy(() -> PointInTime.ticks(ValuesOfOneKey.view("v", FEATURES), entity, events, days))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(" cannot be computed; ticks reach from 1970-01-01T00:00:00Z to 2112-09-17T");
        }
    }

    @Test
    void keysOfAllYearsComeIntoASampleInSparkAsInJava() {
        KeySample half = new KeySample(0.5);
        Dataset<Row> keys = LocalSpark.session()
                .range(64)
                .selectExpr("timestampadd(YEAR, 150 * id, timestamp '0001-01-01 00:00:00') at", "date(at) day");

        List<List<Object>> inJava = keys.collectAsList().stream()
                .map(EndsOfTimeTest::key)
                .filter(half::holds)
                .toList();

        assertThat(keys.where(half.holds(keys.schema(), List.of("at", "day"))).collectAsList().stream()
                        .map(EndsOfTimeTest::key))
                .hasSizeBetween(1, 63)
                .isEqualTo(inJava);
    }

    private static List<Object> key(Row row) {
        return List.of(row.get(0), row.get(1));
    }
}
