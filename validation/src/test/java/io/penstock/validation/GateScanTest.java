package io.penstock.validation;

import static io.penstock.validation.Checks.complete;
import static io.penstock.validation.Checks.fresh;
import static io.penstock.validation.Checks.inRange;
import static io.penstock.validation.Checks.rowCount;
import static io.penstock.validation.Checks.suite;
import static io.penstock.validation.Checks.unique;
import static io.penstock.validation.Checks.warn;
import static io.penstock.validation.Checks.where;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateScanTest {
    private static final int ROWS = 5_000;
    private static final String SPREAD = "(id div 2) %% %d";
    private static final String APART = "id * %d div " + ROWS;
    private static final CheckSuite ONE_SCAN =
            suite(complete("id"), inRange("v", "0", null), rowCount(1L, null), fresh("t", Duration.ofDays(1)));
    private static final CheckSuite KEYS = ONE_SCAN.and(unique("id"), unique("id", "v"));
    private static final CheckSuite ONE_KEY = suite(unique("id"));

    @TempDir
    Path folder;

    @Test
    void fiftySlicesCostTheScansAndJobsOfOne() {
        Cost one = cost(1, ONE_SCAN);
        Cost fifty = cost(50, ONE_SCAN);

        assertThat(one.rowsRead()).isEqualTo(ROWS);
        assertThat(fifty).isEqualTo(one);
    }

    @Test
    void keysWithoutDuplicatesCostNoGroupingWhateverTheSlices() {
        Cost none = cost(1, ONE_SCAN);

        assertThat(cost(1, KEYS)).isEqualTo(none);
        assertThat(cost(50, KEYS)).isEqualTo(none);
    }

    @Test
    void eachUniqueCheckThatDoesNotHoldCostsOneMoreScanWhateverTheSlices() {
        CheckSuite doubled = KEYS.and(warn(unique("twin")), warn(unique("twin", "slice")));

        Cost one = cost(1, doubled);
        Cost fifty = cost(50, doubled);

        assertThat(one.rowsRead()).isEqualTo(3 * ROWS);
        assertThat(fifty).isEqualTo(one);
    }

    @Test
    void oneSliceWithDuplicatesAmongManyCostsOneMoreScan() {
        Cost cost = cost(50, suite(warn(where(unique("twin"), "slice = '7' or id % 2 = 0"))));

        assertThat(cost.rowsRead()).isEqualTo(2 * ROWS);
    }

    @Test
    void keysWithoutRoomAreGroupedWhereASliceHasRowsInTwoParts() {
        assertThat(cost(2, ONE_KEY, SPREAD, new SliceScan(ROWS / 2)).rowsRead()).isEqualTo(ROWS);
        assertThat(cost(2, ONE_KEY, SPREAD, new SliceScan(ROWS / 4 - 1)).rowsRead())
                .isEqualTo(2 * ROWS);
    }

    @Test
    void keysWithoutRoomAreNotGroupedWhereEachSliceLiesInOnePart() {
        assertThat(cost(2, ONE_KEY, APART, new SliceScan(0)).rowsRead()).isEqualTo(ROWS);
    }

    private record Cost(long jobs, long rowsRead) {}

    private Cost cost(int slices, CheckSuite suite) {
        return cost(slices, suite, SPREAD, new SliceScan());
    }

    /** Of rows in two parts, two of them with each {@code twin}, where a format gives the slice. */
    private Cost cost(int slices, CheckSuite suite, String slice, SliceScan scan) {
        String path = folder.resolve("s" + slices).toString();
        LocalSpark.session()
                .range(0, ROWS, 1, 2)
                .select(
                        col("id"),
                        expr("id div 2 as twin"),
                        expr("cast(" + slice.formatted(slices) + " as string) as slice"),
                        expr("double(id) as v"),
                        expr("timestamp_seconds(id) as t"))
                .write()
                .mode("overwrite")
                .parquet(path);
        Dataset<Row> rows = LocalSpark.session().read().parquet(path);
        List<String> names =
                IntStream.range(0, slices).mapToObj(String::valueOf).toList();
        Candidate candidate = new Frames.InMemory("features/test", rows, Optional.of("slice"), names);

        Listener listener = new Listener();
        LocalSpark.session().sparkContext().addSparkListener(listener);
        try {
            GateReport report = new GateRun(candidate, suite, name -> Instant.EPOCH, scan)
                    .run(RowGate.compile(suite, rows.schema()), List.of());
            assertThat(report.validated().orElseThrow().slices()).hasSize(slices);
            awaitEvents();
        } finally {
            LocalSpark.session().sparkContext().removeSparkListener(listener);
        }
        return new Cost(listener.jobs.get(), listener.rows.get());
    }

    private static void awaitEvents() {
        try {
            LocalSpark.session().sparkContext().listenerBus().waitUntilEmpty(TimeUnit.SECONDS.toMillis(30));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("Spark's events did not arrive", e);
        }
    }

    private static final class Listener extends SparkListener {
        final AtomicLong jobs = new AtomicLong();
        final AtomicLong rows = new AtomicLong();

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            rows.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
        }
    }
}
