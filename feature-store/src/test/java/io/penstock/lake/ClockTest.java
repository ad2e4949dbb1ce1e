package io.penstock.lake;

import static io.penstock.lake.Sandbox.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's clock that was wrong: versions are ordered by their numbers, and none is removed for its date. */
class ClockTest {
    @TempDir
    Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Sandbox box;

    @BeforeEach
    void publishThree() {
        box = Sandbox.in(folder);
        for (double delay = 1; delay <= 3; delay++) {
            box.publish("r" + delay, "p1", box.delays(Map.of("d1", delay)), "d1");
        }
    }

    @Test
    void whatIsPublishedByAClockBehindTheLastCommitIsTheNewest() throws IOException {
        for (long version = 0; version <= 3; version++) {
            date(version, now.plus(Duration.ofDays(400)));
        }

        box.publish("r4", "p1", box.delays(Map.of("d1", 4.0)), "d1");

        Lake fresh = Lake.at(box.spark, folder.toString());
        assertThat(fresh.at(TABLE)).isEqualTo(new TableVersion(TABLE, 4));
        assertThat(box.texts(fresh.at(TABLE))).containsExactly("AA 4.0 d1");
        assertThat(fresh.history(TABLE))
                .map(commit -> commit.version().version())
                .containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(fresh.slices(fresh.at(TABLE)).get("d1").runId()).isEqualTo("r4");
        assertThat(fresh.newestSince(TABLE, now)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void versionReplacedByACommitOfAWrongDateStaysAsLongAsTheNextOneSays() throws IOException {
        date(0, now.minus(Duration.ofDays(9)));
        date(1, now.minus(Duration.ofDays(8)));
        date(2, now.minus(Duration.ofDays(800)));
        date(3, now.minus(Duration.ofDays(1)));

        Lake fresh = Lake.at(box.spark, folder.toString());

        assertThat(fresh.newestSince(TABLE, now.minus(Duration.ofDays(2)))).containsExactly(1L, 2L, 3L);
        assertThat(fresh.newestSince(TABLE, now)).containsExactly(3L);
        assertThat(fresh.newestSince(TABLE, now.minus(Duration.ofDays(8)))).containsExactly(0L, 1L, 2L, 3L);
    }

    private void date(long version, Instant time) throws IOException {
        Path commit = folder.resolve(TABLE).resolve("_delta_log/%020d.json".formatted(version));
        Files.writeString(
                commit,
                Files.readString(commit).replaceAll("\"timestamp\":\\d+", "\"timestamp\":" + time.toEpochMilli()));
        Files.setLastModifiedTime(commit, FileTime.from(time));
    }
}
