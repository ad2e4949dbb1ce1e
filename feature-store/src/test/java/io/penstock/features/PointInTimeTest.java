package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The operator on small frames: what a reader would want to see first, the plan, and what is refused. */
class PointInTimeTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final String DEPARTURES = "select * from values"
            + " ('JFK', 'AA', timestamp '2013-01-01 10:10:00', timestamp '2013-01-01 10:10:00', 20.0D, 1, 5),"
            + " ('JFK', 'UA', timestamp '2013-01-01 11:10:00', timestamp '2013-01-01 11:15:00', 30.5D, 2, 5),"
            + " ('LGA', 'AA', timestamp '2013-01-01 11:10:00', timestamp '2013-01-01 11:15:00', double('NaN'), 3, 5)"
            + " as t(origin, carrier, event_timestamp, created_timestamp, delay, id, seats)";

    @Test
    void aQuerySeesWhatWasKnownAtItsMomentAndNotWhatHappenedLater() {
        FeatureView view =
                view(feature("n", new Aggregate.Count(Optional.empty()), "1h"), feature("m", mean("delay"), "3h"));

        List<Row> rows = join(
                "('JFK', timestamp '2013-01-01 11:10:00'), ('JFK', timestamp '2013-01-01 11:14:59'),"
                        + " ('JFK', timestamp '2013-01-01 11:15:00'), ('JFK', timestamp '2013-01-01 13:10:00')",
                view);

        assertThat(texts(rows))
                .containsExactlyInAnyOrder(
                        "[JFK,2013-01-01T11:10:00Z,0,20.0,0]",
                        "[JFK,2013-01-01T11:14:59Z,0,20.0,0]",
                        "[JFK,2013-01-01T11:15:00Z,1,25.25,0]",
                        "[JFK,2013-01-01T13:10:00Z,0,30.5,0]");
    }

    @Test
    void everyRowComesOutOnceWithItsStateAlsoDuplicatesAndNullKeys() {
        FeatureView view =
                view(feature("n", new Aggregate.Count(Optional.empty()), null), feature("m", mean("delay"), null));

        List<Row> rows = join(
                "('JFK', timestamp '2013-01-02 00:00:00'), ('JFK', timestamp '2013-01-02 00:00:00'),"
                        + " (null, timestamp '2013-01-02 00:00:00'), ('EWR', timestamp '2013-01-02 00:00:00'),"
                        + " ('LGA', timestamp '2013-01-02 00:00:00')",
                view);

        assertThat(texts(rows))
                .containsExactlyInAnyOrder(
                        "[JFK,2013-01-02T00:00:00Z,2,25.25,0]",
                        "[JFK,2013-01-02T00:00:00Z,2,25.25,0]",
                        "[null,2013-01-02T00:00:00Z,0,null,3]",
                        "[EWR,2013-01-02T00:00:00Z,0,null,1]",
                        "[LGA,2013-01-02T00:00:00Z,1,NaN,0]");
    }

    @Test
    void fiveViewsOverTwoListsOfKeysTakeTwoExchanges() throws Exception {
        Dataset<Row> frame = SPARK.sql("select 'JFK' o, 'AA' c, timestamp '2013-01-01 12:00:00' moment");
        List<ViewInput> inputs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            FeatureView view = named("v" + i, feature("n", new Aggregate.Count(Optional.empty()), (i + 1) + "h"));
            Map<String, String> keys = i % 2 == 0 ? Map.of("origin", "o") : Map.of("origin", "o", "carrier", "c");
            inputs.add(ViewInput.all(view, keys, departures()));
        }
        AtomicInteger shuffles = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted stage) {
                if (stage.stageInfo().taskMetrics().shuffleWriteMetrics().recordsWritten() > 0) {
                    shuffles.incrementAndGet();
                }
            }
        };
        SPARK.sparkContext().listenerBus().waitUntilEmpty();
        SPARK.sparkContext().addSparkListener(listener);
        try {
            List<Row> rows = PointInTime.join(frame, "moment", inputs).collectAsList();
            SPARK.sparkContext().listenerBus().waitUntilEmpty();

            assertThat(texts(rows)).containsExactly("[JFK,AA,2013-01-01T12:00:00Z,1,1,2,1,2,0,0,0,0,0]");
        } finally {
            SPARK.sparkContext().removeSparkListener(listener);
        }
        assertThat(shuffles).hasValue(2);
    }

    @Test
    void thePlanPrintsExchangesViewsAndWindows() {
        FeatureView view = view(
                feature("n", new Aggregate.Count(Optional.empty()), "1h"),
                feature("m", mean("delay"), "3h"),
                feature("l", new Aggregate.Last(Sql.of("carrier")), null));

        String plan = PointInTime.explain(frame("('JFK', timestamp '2013-01-01 11:10:00')"), "moment", inputs(view));

        assertThat(plan)
                .isEqualTo(
                        """
                        point-in-time join at moment: 1 exchange, 1 view
                          exchange by (o), sorted by key and time, scanned once
                            view congestion: events of departures, every row counts
                              n: count over 1h
                              m: mean over 3h
                              l: last
                              carries delay, carrier, id
                            slots 1 double, 1 string, 1 bigint
                            hot keys stay whole: about 4 rows, counted from 5000000 on""");
    }

    @Test
    void theFirstTickOfADayHoldsEveryKeyAndLaterOnesWhatChanged() {
        FeatureView view = view(feature("n", new Aggregate.Count(Optional.empty()), "14h"));

        Dataset<Row> ticks = PointInTime.ticks(view, origin(), departures(), days("2013-01-01", "2013-01-02"));

        assertThat(ticks.schema().toDDL()).isEqualTo("origin STRING,event_timestamp TIMESTAMP,n BIGINT,date DATE");
        assertThat(texts(ticks.filter("origin = 'JFK'").collectAsList()))
                .containsExactly(
                        "[JFK,2013-01-01T11:00:00Z,1,2013-01-01]",
                        "[JFK,2013-01-01T12:00:00Z,2,2013-01-01]",
                        "[JFK,2013-01-02T00:00:00Z,2,2013-01-02]",
                        "[JFK,2013-01-02T01:00:00Z,1,2013-01-02]",
                        "[JFK,2013-01-02T02:00:00Z,0,2013-01-02]");
    }

    @Test
    void aLookupWaitsForPublicationAndRefusesWhatIsTooOld() {
        FeatureView view = view(feature("n", new Aggregate.Count(Optional.empty()), "14h"));
        Dataset<Row> ticks = PointInTime.ticks(view, origin(), departures(), days("2013-01-01", "2013-01-01"));
        ViewData.Ticks published = new ViewData.Ticks(ticks, List.of(LocalDate.parse("2013-01-01")));

        List<Row> rows = PointInTime.join(
                        frame(
                                "('JFK', timestamp '2013-01-01 12:09:59'), ('JFK', timestamp '2013-01-01 12:10:00'),"
                                        + " ('JFK', timestamp '2013-01-01 00:09:59'), ('JFK', timestamp '2013-01-02 02:00:00'),"
                                        + " ('JFK', timestamp '2013-01-02 02:00:01'), ('EWR', timestamp '2013-01-02 02:00:00')"),
                        "moment",
                        List.of(ViewInput.all(view, Map.of("origin", "o"), published)))
                .collectAsList();

        assertThat(texts(rows))
                .containsExactlyInAnyOrder(
                        "[JFK,2013-01-01T12:09:59Z,1,0]",
                        "[JFK,2013-01-01T12:10:00Z,2,0]",
                        "[JFK,2013-01-01T00:09:59Z,null,2]",
                        "[JFK,2013-01-02T02:00:00Z,2,0]",
                        "[JFK,2013-01-02T02:00:01Z,null,2]",
                        "[EWR,2013-01-02T02:00:00Z,0,1]");
    }

    @Test
    void aCorrectionThatMovesARowToAnotherKeyTakesItFromTheFirst() {
        Dataset<Row> rows = SPARK.sql("select * from values"
                + " ('JFK', timestamp '2013-01-01 10:00:00', timestamp '2013-01-01 10:00:00', 7),"
                + " ('LGA', timestamp '2013-01-01 10:00:00', timestamp '2013-01-01 12:00:00', 7)"
                + " as t(origin, event_timestamp, created_timestamp, id)");
        FeatureView view = view(feature("n", new Aggregate.Count(Optional.empty()), null));

        List<Row> joined = PointInTime.join(
                        frame(
                                "('JFK', timestamp '2013-01-01 11:59:59'), ('JFK', timestamp '2013-01-01 12:00:00'),"
                                        + " ('LGA', timestamp '2013-01-01 11:59:59'), ('LGA', timestamp '2013-01-01 12:00:00')"),
                        "moment",
                        List.of(ViewInput.all(
                                view,
                                Map.of("origin", "o"),
                                new ViewData.Events(rows, false, List.of("id"), List.of("id")))))
                .collectAsList();

        assertThat(texts(joined))
                .containsExactlyInAnyOrder(
                        "[JFK,2013-01-01T11:59:59Z,1,0]",
                        "[JFK,2013-01-01T12:00:00Z,0,1]",
                        "[LGA,2013-01-01T11:59:59Z,0,1]",
                        "[LGA,2013-01-01T12:00:00Z,1,0]");
    }

    @Test
    void aStaticSourceIsVisibleAtEveryMoment() {
        Dataset<Row> rows = SPARK.sql("select 'JFK' origin, timestamp '1970-01-01 00:00:00' event_timestamp,"
                + " timestamp '1970-01-01 00:00:00' created_timestamp, 13 feet");
        FeatureView view = view(feature("feet", new Aggregate.Last(Sql.of("feet")), null));

        List<Row> joined = PointInTime.join(
                        frame("('JFK', timestamp '1970-01-01 00:00:00'), ('JFK', timestamp '2013-01-01 12:00:00')"),
                        "moment",
                        List.of(ViewInput.all(
                                view,
                                Map.of("origin", "o"),
                                new ViewData.Events(rows, true, List.of("origin"), List.of("origin")))))
                .collectAsList();

        assertThat(texts(joined))
                .containsExactlyInAnyOrder("[JFK,1970-01-01T00:00:00Z,13,0]", "[JFK,2013-01-01T12:00:00Z,13,0]");
    }

    @Test
    void wholeNumbersOfAnyWidthMeetAsKeys() {
        Dataset<Row> frame = SPARK.sql("select 2L o, timestamp '2013-01-02 00:00:00' moment");
        FeatureView view = view(feature("n", new Aggregate.Count(Optional.empty()), null));

        Dataset<Row> joined =
                PointInTime.join(frame, "moment", List.of(ViewInput.all(view, Map.of("id", "o"), departures())));

        assertThat(texts(joined.collectAsList())).containsExactly("[2,2013-01-02T00:00:00Z,1,0]");
    }

    @Test
    void theTypesOfFeaturesFollowFromTheSource() {
        FeatureView view = view(
                feature("n", new Aggregate.Count(Optional.empty()), null),
                feature("s", new Aggregate.Sum(Sql.of("seats")), null),
                feature("d", new Aggregate.Sum(Sql.of("delay")), null),
                feature("m", mean("seats"), null),
                feature("x", new Aggregate.Max(Sql.of("seats")), null),
                feature("l", new Aggregate.Last(Sql.of("date(event_timestamp)")), null),
                feature("c", new Aggregate.CountDistinct(Sql.of("carrier")), null),
                feature("q", new Aggregate.Quantile(Sql.of("seats"), new BigDecimal("0.9")), null),
                feature("ls", new Aggregate.LastN(Sql.of("carrier"), 3), null),
                feature("r", new Aggregate.Ratio("s", "n"), null));

        assertThat(PointInTime.schema(view, origin(), SPARK.sql(DEPARTURES).schema())
                        .toDDL())
                .isEqualTo("n BIGINT,s BIGINT,d DOUBLE,m DOUBLE,x INT,l DATE,c BIGINT,q INT,ls ARRAY<STRING>,r DOUBLE");
        assertThat(PointInTime.tableSchema(view, origin(), SPARK.sql(DEPARTURES).schema())
                        .toDDL())
                .isEqualTo(
                        "origin STRING,event_timestamp TIMESTAMP,n BIGINT,s BIGINT,d DOUBLE,m DOUBLE,x INT,l DATE,c BIGINT,q INT,"
                                + "ls ARRAY<STRING>,r DOUBLE,date DATE");
    }

    @Test
    void whatCannotBeComputedIsRefusedWithItsPlaceAndReason() {
        refused(
                feature("f", mean("carrier"), null),
                "features/congestion.yaml:7: feature congestion.f: mean of `carrier` of type string;"
                        + " it needs an int, bigint, float or double: cast it to one");
        refused(
                feature("f", mean("dellay"), null),
                "features/congestion.yaml:7: feature congestion.f: `dellay` cannot be computed" + " from the source: ");
        refused(
                feature("f", new Aggregate.Max(Sql.of("array(delay)")), null),
                "`array(delay)` has type array<double>, which no feature or key can hold; allowed: boolean, int, bigint");
        refused(
                feature("f", new Aggregate.CountDistinct(Sql.of("delay * 2")), null),
                "features/congestion.yaml:7: feature congestion.f: count_distinct of `delay * 2` of type double, whose"
                        + " values are not safely equal: round it to a whole number or cast it to a decimal");
        refused(
                feature("f", new Aggregate.Quantile(Sql.of("carrier"), BigDecimal.ONE), null),
                "feature congestion.f: quantile of `carrier` of type string; it needs an int, bigint, float, double,"
                        + " date or timestamp: cast it to one");
        refused(
                feature("f", new Aggregate.Ratio("f", "f"), null),
                "feature congestion.f: it is a ratio of itself; undo the circle");
        refused(feature("f", new Aggregate.Ratio("g", "f"), null), "view congestion has no feature g");
        Feature where = new Feature(
                "f",
                new Location("features/congestion.yaml", 7),
                mean("delay"),
                Optional.empty(),
                Optional.of(Sql.of("seats")));
        refused(where, "feature congestion.f: where is `seats` of type int; it must be true or false");
    }

    @Test
    void aRatioOfWhatIsNoNumberIsRefused() {
        FeatureView view = view(
                feature("carriers", new Aggregate.LastN(Sql.of("carrier"), 2), null),
                feature("n", new Aggregate.Count(Optional.empty()), null),
                feature("r", new Aggregate.Ratio("n", "carriers"), null));

        assertThatThrownBy(() -> PointInTime.explain(view, origin(), departures(), days("2013-01-01", "2013-01-01")))
                .isInstanceOf(UserError.class)
                .hasMessage("features/congestion.yaml:7: feature congestion.r: ratio of carriers of type array<string>;"
                        + " it needs features of type int, bigint, float or double: cast what they aggregate");
    }

    @Test
    void firstAndLastNeedATotalOrder() {
        FeatureView view = view(feature("l", new Aggregate.Last(Sql.of("delay")), null));
        ViewData.Events unordered = new ViewData.Events(SPARK.sql(DEPARTURES), false, List.of(), List.of());

        assertThatThrownBy(() -> PointInTime.ticks(view, origin(), unordered, days("2013-01-01", "2013-01-01")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "view congestion over source departures: first and last need rows in a total order; give the"
                                + " source a key, or tiebreak columns that tell apart rows of the same event and created time");
    }

    @Test
    void framesThatDoNotFitAreRefused() {
        FeatureView view = view(feature("n", new Aggregate.Count(Optional.empty()), null));
        refusedFrame(
                "select 'JFK' o, '2013-01-01' moment", view, "column moment is string; a moment must be a timestamp");
        refusedFrame(
                "select 1 o, timestamp '2013-01-01 00:00:00' moment",
                view,
                "view congestion: key origin is string, but column o of the frame is int; cast one of them");
        refusedFrame(
                "select 1.5D o, timestamp '2013-01-01 00:00:00' moment",
                view,
                "key column o is double; floating-point values are no keys");
        refusedFrame(
                "select 'JFK' orig, timestamp '2013-01-01 00:00:00' moment",
                view,
                "the frame: there is no column o; Allowed: moment, orig");
        refusedFrame(
                "select 'JFK' o, timestamp '2013-01-01 00:00:00' moment, 1 congestion__n",
                view,
                "column congestion__n would stand twice in the result");
    }

    @Test
    void aMomentOutsideTheRangeOrNullIsRefused() {
        FeatureView view = view(feature("n", new Aggregate.Count(Optional.empty()), null));

        assertThatThrownBy(() -> join("('JFK', timestamp '9999-12-31 00:00:00')", view))
                .hasStackTraceContaining(
                        "column moment is 9999-12-31T00:00:00Z in a row of the frame; moments reach from"
                                + " 1970-01-01T00:00:00Z to 2112-09-17T23:53:47.370494Z");
        assertThatThrownBy(() -> join("('JFK', timestamp(null))", view))
                .hasStackTraceContaining("column moment is null in a row of the frame; each row needs a moment");
    }

    @Test
    void aSumThatLeavesTheBigintsIsAnErrorThatNamesTheFeature() {
        FeatureView view = view(feature("s", new Aggregate.Sum(Sql.of("9223372036854775807L")), null));

        assertThatThrownBy(() -> join("('JFK', timestamp '2013-01-02 00:00:00')", view))
                .hasStackTraceContaining(
                        "feature congestion.s: a sum does not fit into a bigint (it is 18446744073709551614);"
                                + " sum double(...) of the column instead");
    }

    private static void refused(Feature feature, String text) {
        assertThatThrownBy(() ->
                        PointInTime.explain(view(feature), origin(), departures(), days("2013-01-01", "2013-01-01")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(text);
    }

    private static void refusedFrame(String sql, FeatureView view, String text) {
        assertThatThrownBy(() -> PointInTime.join(SPARK.sql(sql), "moment", inputs(view)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(text);
    }

    private static List<Row> join(String values, FeatureView view) {
        return PointInTime.join(frame(values), "moment", inputs(view)).collectAsList();
    }

    private static Dataset<Row> frame(String values) {
        return SPARK.sql("select * from values " + values + " as t(o, moment)");
    }

    private static List<ViewInput> inputs(FeatureView view) {
        return List.of(ViewInput.all(view, Map.of("origin", "o"), departures()));
    }

    private static ViewData.Events departures() {
        return new ViewData.Events(SPARK.sql(DEPARTURES), false, List.of("id"), List.of());
    }

    private static Aggregate mean(String sql) {
        return new Aggregate.Mean(Sql.of(sql));
    }

    private static Feature feature(String name, Aggregate aggregate, String window) {
        return new Feature(
                name,
                new Location("features/congestion.yaml", 7),
                aggregate,
                Optional.ofNullable(window).map(Durations::parse),
                Optional.empty());
    }

    private static FeatureView view(Feature... features) {
        return named("congestion", features);
    }

    private static FeatureView named(String name, Feature... features) {
        return new FeatureView(
                name,
                Location.NONE,
                PlainView.ABOUT,
                "origin",
                "departures",
                Optional.of(Duration.ofHours(1)),
                Duration.ofMinutes(10),
                Optional.of(Duration.ofHours(3)),
                Visible.AT,
                List.of(features),
                CheckSuite.NONE,
                List.of());
    }

    private static Entity origin() {
        return new Entity("origin", Location.NONE, PlainView.ABOUT, Map.of("origin", new ColumnType("string")));
    }

    private static DateRange days(String from, String to) {
        return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    /** Rows with instants in place of timestamps. */
    private static List<String> texts(List<Row> rows) {
        return rows.stream()
                .map(row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < row.size(); i++) {
                        Object value = row.get(i);
                        values.add(
                                value instanceof java.sql.Timestamp t
                                        ? t.toInstant().toString()
                                        : String.valueOf(value));
                    }
                    return "[" + String.join(",", values) + "]";
                })
                .toList();
    }
}
