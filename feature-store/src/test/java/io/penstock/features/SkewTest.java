package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.validation.LocalSpark;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hot key: how even its split makes the tasks, when it is taken, what the plan says of it. */
class SkewTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";
    private static final String ROWS = "spark.penstock.skew.rows";
    private static final String SHARE = "spark.penstock.skew.share";
    private static final String GAIN = "spark.penstock.skew.gain";
    private static final int EVENTS = 16_000;
    private static final int LABELS = 4_000;

    private String partitions;

    @BeforeEach
    void eightPartitions() {
        partitions = SPARK.conf().get(PARTITIONS);
        SPARK.conf().set(PARTITIONS, "8");
        SPARK.conf().set(ROWS, "1");
    }

    @AfterEach
    void asBefore() {
        SPARK.conf().set(PARTITIONS, partitions);
        List.of(ROWS, SHARE, GAIN).forEach(SPARK.conf()::unset);
    }

    @Test
    void threeFifthsOfTheRowsOnOneKeyAreEvenlySpreadOverAllTasksWithTheSameContent() throws Exception {
        List<ViewInput> inputs = inputs(Optional.of(Duration.ofDays(1)));

        List<Long> split = rowsOfTasks(PointInTime.join(labels(), "moment", inputs));
        List<String> content = content(inputs);
        SPARK.conf().set(ROWS, "0");
        List<Long> whole = rowsOfTasks(PointInTime.join(labels(), "moment", inputs));

        assertThat(split).hasSize(8).allMatch(n -> n <= mean() * 3 / 2);
        assertThat(List.of(sum(split), Collections.max(split))).isEqualTo(List.of(21_120L, 2_662L));
        assertThat(sum(whole)).isEqualTo(EVENTS + LABELS);
        assertThat(Collections.max(whole)).isGreaterThan(12_000);
        assertThat(content(inputs)).isEqualTo(content);
    }

    @Test
    void aFeatureWithoutWindowHandsOverTheRowsThatItHolds() throws Exception {
        List<ViewInput> inputs = inputs(new Aggregate.Last(Sql.of("x")), Optional.empty());

        List<Long> split = rowsOfTasks(PointInTime.join(labels(), "moment", inputs));
        List<String> content = content(inputs);
        String reason = reason(inputs);
        SPARK.conf().set(ROWS, "0");

        assertThat(split).hasSize(8).allMatch(n -> n <= mean() * 3 / 2);
        assertThat(sum(split)).isEqualTo(EVENTS + LABELS + 11);
        assertThat(reason)
                .isEqualTo("hot keys split by time: 1 of 1024 buckets of keys, at most 0 rows carried over borders"
                        + " besides those held without window, the largest of 8 tasks 2511 rows in place of 13080"
                        + " (mean 2500)");
        assertThat(content(inputs)).isEqualTo(content);
    }

    @Test
    void theTicksOfAHotKeyAreEvenlySpreadToo() throws Exception {
        ViewInput input = inputs(Optional.of(Duration.ofDays(1))).get(0);
        Entity entity = new Entity("origin", Location.NONE, PlainView.ABOUT, Map.of("key", new ColumnType("string")));
        DateRange days = new DateRange(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-02-29"));

        List<Long> rows = rowsOfTasks(PointInTime.ticks(input.view(), entity, (ViewData.Events) input.data(), days));

        assertThat(rows).hasSize(8).allMatch(n -> n <= EVENTS / 8 * 3 / 2);
        assertThat(PointInTime.explain(input.view(), entity, (ViewData.Events) input.data(), days))
                .endsWith("\n  hot keys split by time: 1 of 1024 buckets of keys, at most 1225 rows carried"
                        + " over borders, the largest of 8 tasks 2167 rows in place of 10457 (mean 1998)");
    }

    @Test
    void thePlanSaysWhatTheSplitGivesAndCosts() {
        assertThat(reason(Optional.of(Duration.ofDays(1))))
                .isEqualTo("hot keys split by time: 1 of 1024 buckets of keys, at most 1225 rows carried"
                        + " over borders, the largest of 8 tasks 2667 rows in place of 13080 (mean 2500)");
    }

    @Test
    void keysStayWholeWhereTooManyRowsWouldBeCarried() {
        assertThat(reason(Optional.empty()))
                .isEqualTo("hot keys stay whole: to split them does not pay: 1 of 1024 buckets of keys,"
                        + " at most 33654 rows carried over borders, the largest of 8 tasks 9897 rows in place of 13080"
                        + " (mean 2500)");
    }

    @Test
    void keysStayWholeWhereNoneIsHotOrNothingMayBeCounted() {
        SPARK.conf().set(SHARE, "6");
        assertThat(reason(Optional.empty()))
                .isEqualTo("hot keys stay whole: no bucket of keys has more than 12000 of 20000 rows");
        SPARK.conf().set(PARTITIONS, "1");
        assertThat(reason(Optional.empty())).isEqualTo("hot keys stay whole: there is one partition");
        SPARK.conf().set(ROWS, "0");
        assertThat(reason(Optional.empty())).isEqualTo("hot keys stay whole: spark.penstock.skew.rows is 0");
    }

    @Test
    void aCutThroughAnInstantLosesNothingOfItsWindow() {
        assertThat(counts(
                        List.of(),
                        List.of(row("11:00:00.000001", "11:00:00.000001", 1), row("11:00:00", "11:00:00", 2)),
                        List.of("12:00:00", "12:00:00.000001")))
                .containsExactly(1L, 0L);
        assertThat(counts(
                        List.of(),
                        List.of(row("11:59:59.999999", "11:59:59.999999", 1), row("12:00:00", "12:00:00", 2)),
                        List.of("11:59:59.999999", "12:00:00")))
                .containsExactly(1L, 2L);
    }

    @Test
    void aCutLosesNoRowThatWasKnownLongBeforeItHappened() {
        assertThat(counts(
                        List.of("key", "id"),
                        List.of(row("11:00:00.000001", "10:50:00.000001", 1), row("10:00:00", "10:00:00", 2)),
                        List.of("12:00:00", "12:00:00.000001")))
                .containsExactly(1L, 0L);
    }

    @Test
    void aCutLosesNoCorrectionThatMovedARowOutOfTheWindow() {
        assertThat(counts(
                        List.of("key", "id"),
                        List.of(row("11:30:00", "11:30:00", 7), row("08:00:00", "11:40:00", 7)),
                        List.of("12:00:00", "12:00:00.000001")))
                .containsExactly(0L, 0L);
    }

    /**
     * The events of the last hour at some moments of a day. The only key is cut in two by force: two rows lie before 12:00, two
     * from then on, so the cut is there.
     */
    private static List<Long> counts(List<String> sourceKey, List<String> events, List<String> moments) {
        SPARK.conf().set(PARTITIONS, "2");
        SPARK.conf().set(SHARE, "0");
        SPARK.conf().set(GAIN, "100");
        Dataset<Row> rows = SPARK.sql("select * from values " + String.join(", ", events)
                + " as t(key, event_timestamp, created_timestamp, id)");
        Dataset<Row> frame = SPARK.sql("select 'k' key, moment from values ("
                + moments.stream().map(SkewTest::time).collect(Collectors.joining("), (")) + ") as t(moment)");
        List<ViewInput> inputs = List.of(ViewInput.all(
                view(new Aggregate.Count(Optional.empty()), Optional.of(Duration.ofHours(1))),
                Map.of("key", "key"),
                new ViewData.Events(rows, false, sourceKey, sourceKey)));
        assertThat(PointInTime.explain(frame, "moment", inputs)).contains("hot keys split by time: 1 of");
        return PointInTime.join(frame, "moment", inputs).orderBy("moment").collectAsList().stream()
                .map(row -> row.getLong(2))
                .toList();
    }

    private static String row(String event, String created, int id) {
        return "('k', " + time(event) + ", " + time(created) + ", " + id + ")";
    }

    private static String time(String ofDay) {
        return "timestamp '2013-01-01 " + ofDay + "'";
    }

    @Test
    void keysThatAnotherExchangeMakesStayWhole() {
        List<ViewInput> first = inputs(Optional.empty());
        ViewInput second = ViewInput.all(
                named("chained", new Aggregate.Count(Optional.empty()), Optional.empty()),
                Map.of("x", "congestion__value"),
                first.get(0).data());

        assertThat(PointInTime.explain(labels(), "moment", List.of(first.get(0), second)))
                .contains("hot keys stay whole: their columns are made by another exchange");
    }

    @Test
    void aSettingThatIsNoNumberIsRefused() {
        SPARK.conf().set(ROWS, "many");

        assertThatThrownBy(() -> reason(Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessage("setting spark.penstock.skew.rows is many; it must be a number, 0 or more");
    }

    private static long sum(List<Long> rows) {
        return rows.stream().mapToLong(n -> n).sum();
    }

    private static long mean() {
        return (EVENTS + LABELS) / 8;
    }

    private static String reason(Optional<Duration> window) {
        return reason(inputs(window));
    }

    private static String reason(List<ViewInput> inputs) {
        return PointInTime.explain(labels(), "moment", inputs)
                .lines()
                .filter(line -> line.contains("hot keys"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private static List<String> content(List<ViewInput> inputs) {
        return PointInTime.join(labels(), "moment", inputs).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    /** The rows that each task of the scan reads, carried ones too. */
    private static List<Long> rowsOfTasks(Dataset<Row> joined) throws Exception {
        Map<Integer, List<Long>> byStage = new ConcurrentHashMap<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
                byStage.computeIfAbsent(task.stageId(), s -> new ArrayList<>())
                        .add(task.taskMetrics().shuffleReadMetrics().recordsRead());
            }
        };
        SPARK.sparkContext().listenerBus().waitUntilEmpty();
        SPARK.sparkContext().addSparkListener(listener);
        try {
            joined.queryExecution().toRdd().count();
            SPARK.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            SPARK.sparkContext().removeSparkListener(listener);
        }
        return new TreeMap<>(byStage).lastEntry().getValue();
    }

    /** Rows over 60 days, three of five of the key k0, the others of 500 keys. */
    private static Dataset<Row> rows(int count) {
        return SPARK.range(count)
                .selectExpr(
                        "if(id % 5 < 3, 'k0', concat('k', 1 + id % 500)) as key",
                        "timestamp_micros(1704067200000000 + id * 5184000000000 div " + count + ") as at",
                        "double(id % 1000) as x");
    }

    private static Dataset<Row> labels() {
        return rows(LABELS).selectExpr("key", "at as moment");
    }

    private static List<ViewInput> inputs(Optional<Duration> window) {
        return inputs(new Aggregate.Sum(Sql.of("x")), window);
    }

    private static List<ViewInput> inputs(Aggregate aggregate, Optional<Duration> window) {
        Dataset<Row> events = rows(EVENTS).selectExpr("key", "at as event_timestamp", "at as created_timestamp", "x");
        return List.of(ViewInput.all(
                view(aggregate, window),
                Map.of("key", "key"),
                new ViewData.Events(events, false, List.of("event_timestamp", "x"), List.of())));
    }

    private static FeatureView view(Aggregate aggregate, Optional<Duration> window) {
        return named("congestion", aggregate, window);
    }

    private static FeatureView named(String name, Aggregate aggregate, Optional<Duration> window) {
        return PlainView.published(
                name,
                "origin",
                "departures",
                Duration.ofHours(1),
                List.of(PlainView.feature("value", aggregate, window)));
    }
}
