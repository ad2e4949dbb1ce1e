package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Sql;
import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day's build reads the batches that its windows need, however many days the source has. */
class IncrementReadsTest {

    private static final int DAYS = 300;
    private static final int ROWS_A_DAY = 2_000;

    @TempDir
    Path folder;

    /** Counts what all tasks read. */
    private static final class BytesRead extends SparkListener {
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong rows = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            bytes.addAndGet(task.taskMetrics().inputMetrics().bytesRead());
            rows.addAndGet(task.taskMetrics().inputMetrics().recordsRead());
        }
    }

    @Test
    void dayOfATableOfThreeHundredDaysReadsEightBatches() throws Exception {
        SparkSession spark = LocalSpark.session();
        Lake lake = Lake.at(spark, folder.toString());
        Catalog catalog = Fares.catalog(
                ZoneOffset.UTC,
                Duration.ZERO,
                PlainView.feature("rides", new Aggregate.Count(Optional.empty()), Optional.of(Duration.ofDays(7))),
                PlainView.feature("fare", new Aggregate.Mean(Sql.of("fare")), Optional.of(Duration.ofHours(1))));
        Fares.ingest(lake, rides(spark), days(0, DAYS));
        BytesRead read = new BytesRead();
        spark.sparkContext().addSparkListener(read);

        try {
            BuildOutcome outcome =
                    Fares.build(lake, catalog, Fares.FIRST.plusDays(DAYS - 1), Fares.FIRST.plusDays(DAYS - 1));
            spark.sparkContext().listenerBus().waitUntilEmpty();

            // The gate reads what was written.
            assertThat(read.rows.get()).isEqualTo(8L * ROWS_A_DAY + outcome.rowCount());
            assertThat(read.bytes.get()).isPositive().isLessThan((long) (1.2 * bytes(lake, days(DAYS - 8, DAYS))));
        } finally {
            spark.sparkContext().removeSparkListener(read);
        }
    }

    private static Dataset<Row> rides(SparkSession spark) {
        String first = Fares.FIRST + " 00:00:00";
        return spark.range((long) DAYS * ROWS_A_DAY)
                .selectExpr(
                        "concat('c', id % 7) as city",
                        "double(hash(id)) as fare",
                        "timestamp '" + first + "' + make_interval(0, 0, 0, int(id div " + ROWS_A_DAY
                                + "), 0, 0, id % 86400)" + " as event_timestamp")
                .selectExpr(
                        "city",
                        "fare",
                        "event_timestamp",
                        "event_timestamp as created_timestamp",
                        "cast(date(event_timestamp) as string) as batch");
    }

    private static List<String> days(int from, int until) {
        return Fares.FIRST
                .plusDays(from)
                .datesUntil(Fares.FIRST.plusDays(until))
                .map(LocalDate::toString)
                .toList();
    }

    private static long bytes(Lake lake, List<String> batches) {
        return Arrays.stream(lake.read(lake.at("sources/rides")).inputFiles())
                .filter(file -> batches.stream().anyMatch(batch -> file.contains("batch=" + batch)))
                .mapToLong(file -> new File(file.replaceFirst("^file:/+", "/")).length())
                .sum();
    }
}
