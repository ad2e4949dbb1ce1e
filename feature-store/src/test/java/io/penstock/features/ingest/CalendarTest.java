package io.penstock.features.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Location;
import io.penstock.base.Micros;
import io.penstock.features.Feed;
import io.penstock.features.Files;
import io.penstock.features.Format;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the first and the last year, and of days that the Julian and the Gregorian calendar date differently. */
class CalendarTest {
    private static final List<String> TIMES = List.of(
            "0001-01-01T00:00:00Z",
            "1582-10-04T23:59:59.999999Z",
            "1582-10-10T12:00:00Z",
            "1582-10-15T00:00:00Z",
            "1899-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999999Z");

    @TempDir
    Path folder;

    @Test
    void timesOutsideOfTheirBatchAreQuarantinedWithTheirReason() {
        Project project = new Project(folder).file("data/2024-01-01.csv", csv());

        assertThat(project.ingestOne("2024-01-01").counts().quarantined()).isEqualTo(TIMES.size());
        assertThat(project.quarantined("readings", "reasons[0].check_name", "reasons[0].message"))
                .containsExactlyElementsOf(TIMES.stream()
                        .map(time -> RowFactory.create(
                                "batch_span",
                                time + " lies outside of its batch: 2024-01-01T00:00:00Z to before"
                                        + " 2024-01-02T06:00:00Z"))
                        .toList());
    }

    @Test
    void timesOfAFeedWithoutBatchesAreKeptToTheMicrosecond() {
        Project project = new Project(folder).file("data/all.csv", csv());
        Feed batched = project.feed();
        project.with(new Feed(
                batched.name(),
                Location.NONE,
                batched.about(),
                new Files("data/all.csv", Format.CSV, List.of()),
                Optional.empty(),
                batched.timezone(),
                false,
                batched.columns(),
                List.of(),
                Map.of(),
                Map.of(),
                batched.key()));

        assertThat(project.ingestOne("all").counts().good()).isEqualTo(TIMES.size());
        assertThat(project.published("readings", "unix_micros(at)", "unix_micros(event_timestamp)"))
                .containsExactlyElementsOf(TIMES.stream()
                        .map(Instant::parse)
                        .map(time -> RowFactory.create(Micros.of(time), Micros.of(time)))
                        .toList());
    }

    private static String csv() {
        StringBuilder csv = new StringBuilder("id,sensor,value,at\n");
        TIMES.forEach(time ->
                csv.append(TIMES.indexOf(time)).append(",a,1.0,").append(time).append('\n'));
        return csv.toString();
    }
}
