package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.RunId;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReadingTest {
    @TempDir
    Path folder;

    @Test
    void ofTwoAttemptsWithOneIdTheLaterOneSaysHowItEnded() {
        Lake lake = Lake.at(LocalSpark.session(), folder.toString());
        lake.append(MetaTable.RUNS, List.of(attempt(20, "ok"), attempt(10, "failed")));

        assertThat(RunReading.of(lake, new Tables(lake), new RunId("report-1")).runs())
                .extracting(RunFacts::verdict)
                .containsExactly("ok");
    }

    private static Row attempt(int second, String verdict) {
        Instant at = Instant.parse("2013-01-06T12:00:00Z").plusSeconds(second);
        return RowFactory.create(
                "night-1",
                "ingest",
                null,
                null,
                at,
                at,
                verdict,
                new Object[] {},
                new Object[] {},
                new Object[] {},
                0L,
                0L,
                0.0,
                "test",
                "d",
                0L,
                0L,
                0L,
                new Object[] {});
    }

    @Test
    void aReasonOfAComparisonLosesItsWorstRow() {
        assertThat(RunReading.withoutRow(
                        "tail_last.arr_delay: 1 of 908 differ, {tampered value=1}, worst [N14228]: 9.0 online, 4.0"
                                + " offline (tampered value)"))
                .isEqualTo("tail_last.arr_delay: 1 of 908 differ, {tampered value=1}");
    }

    @Test
    void anyOtherReasonStays() {
        String reason = "departures 2013-10-15: row_count observed 41, worst of all";

        assertThat(RunReading.withoutRow(reason)).isEqualTo(reason);
    }
}
