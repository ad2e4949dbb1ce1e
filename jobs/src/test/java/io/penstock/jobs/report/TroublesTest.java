package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {
    @Test
    void allWellIsNoTrouble() {
        assertThat(Troubles.in(Examples.calm())).isEmpty();
    }

    @Test
    void troublesComeWorstFirst() {
        assertThat(Troubles.in(Examples.troubled()))
                .extracting(trouble -> trouble.status().tone())
                .containsExactly(Tone.BAD, Tone.BAD, Tone.WARN, Tone.WARN, Tone.WARN);
    }

    @Test
    void aJobIsWrongSinceTheFirstOfItsUnbrokenBadAttempts() {
        ReportData data = runs(
                run("c", "2013-01-04T00:00:00Z", "failed"),
                run("b", "2013-01-03T00:00:00Z", "blocked"),
                run("a", "2013-01-02T00:00:00Z", "ok"),
                run("z", "2013-01-01T00:00:00Z", "failed"));

        assertThat(Troubles.in(data)).singleElement().satisfies(trouble -> {
            assertThat(trouble.what()).isEqualTo("Job ingest");
            assertThat(trouble.since()).isEqualTo("2013-01-03 00:00 UTC");
            assertThat(trouble.status().word()).isEqualTo("failed");
        });
    }

    @Test
    void aBadAttemptThatAGoodOneFollowedIsForgotten() {
        assertThat(Troubles.in(runs(
                        run("b", "2013-01-03T00:00:00Z", "nothing_to_do"), run("a", "2013-01-02T00:00:00Z", "failed"))))
                .isEmpty();
    }

    private static ReportData runs(RunFacts... runs) {
        ReportData empty = Examples.empty();
        return new ReportData(empty.project(), List.of(runs), List.of(), List.of(), List.of(), empty.lineage());
    }

    private static RunFacts run(String id, String start, String verdict) {
        Instant started = Instant.parse(start);
        return new RunFacts(
                id, "ingest", Optional.empty(), started, started.plusSeconds(9), verdict, List.of(), 0, 0, List.of());
    }
}
