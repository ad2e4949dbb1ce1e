package io.penstock.validation;

import static io.penstock.validation.Checks.complete;
import static io.penstock.validation.Checks.fresh;
import static io.penstock.validation.Checks.inRange;
import static io.penstock.validation.Checks.rowCount;
import static io.penstock.validation.Checks.suite;
import static io.penstock.validation.Checks.unique;
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
    private static final CheckSuite ONE_SCAN =
            suite(complete("id"), inRange("v", "0", null), rowCount(1L, null), fresh("t", Duration.ofDays(1)));
    private static final CheckSuite THREE_SCANS = ONE_SCAN.and(unique("id"), unique("id", "v"));

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
    void eachUniqueCheckCostsOneMoreScanWhateverTheSlices() {
        Cost one = cost(1, THREE_SCANS);
        Cost fifty = cost(50, THREE_SCANS);

        assertThat(one.rowsRead()).isEqualTo(3 * ROWS);
        assertThat(fifty).isEqualTo(one);
    }

    private record Cost(long jobs, long rowsRead) {}

    private Cost cost(int slices, CheckSuite suite) {
        String path = folder.resolve("s" + slices).toString();
        LocalSpark.session()
                .range(0, ROWS, 1, 2)
                .select(
                        col("id"),
                        expr("cast(id % " + slices + " as string) as slice"),
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
            GateReport report = Gate.check(candidate, suite, slice -> Instant.EPOCH);
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
