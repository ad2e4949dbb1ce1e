package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
                .containsExactly(
                        Tone.BAD, Tone.BAD, Tone.BAD, Tone.BAD, Tone.WARN, Tone.WARN, Tone.WARN, Tone.WARN, Tone.WARN);
    }

    @Test
    void driftIsNamedByItsWorstColumnsSinceTheFirstOfTheUnbrokenAlarms() {
        assertThat(Troubles.in(Examples.troubled()))
                .filteredOn(trouble -> trouble.page() == Page.DRIFT)
                .extracting(trouble -> trouble.status().word(), Trouble::what, Trouble::reason, Trouble::since)
                .containsExactly(
                        tuple(
                                "alarm",
                                "Drift in 3\u00a0columns of arrival_late",
                                "score PSI 0.31 (limit 0.1, noise 0.054), origin_congestion__late_share_3h PSI 0.42"
                                        + " (limit 0.1, noise 0.054), tail_last__arr_delay PSI 0.18 (limit 0.1, noise"
                                        + " 0.054)",
                                "2013-10-25"),
                        tuple(
                                "warn",
                                "Drift in 1\u00a0column of arrival_late",
                                "destination_arrivals__arr_delay_mean_3h PSI 0.12 (limit 0.1, noise 0.054)",
                                "2013-09-02"));
    }

    @Test
    void valuesThatDifferAreNamedWithCauseAndRemedy() {
        assertThat(Troubles.in(Examples.troubled()))
                .filteredOn(trouble -> trouble.page() == Page.CONSISTENCY)
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.status()).isEqualTo(Status.of("failed"));
                    assertThat(trouble.what()).isEqualTo("Online values of origin_congestion differ");
                    assertThat(trouble.reason()).isEqualTo("late_share_3h: 2 of 312, tampered value");
                    assertThat(trouble.since()).isEqualTo("2013-10-30");
                    assertThat(trouble.remedy())
                            .isEqualTo("Find out what else writes to the store, then run penstock materialize.");
                });
    }

    @Test
    void whatWasDoneAboutAVerdictStandsWithItsRemedy() {
        assertThat(Remedy.after("fallback", "Look."))
                .isEqualTo("The champion before it scores until a newer verdict is good. Look.");
        assertThat(Remedy.after("", "Look.")).isEqualTo("Look.");
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
        return new ReportData(
                empty.project(), List.of(runs), List.of(), List.of(), List.of(), List.of(), empty.lineage());
    }

    private static RunFacts run(String id, String start, String verdict) {
        Instant started = Instant.parse(start);
        return new RunFacts(
                id, "ingest", Optional.empty(), started, started.plusSeconds(9), verdict, List.of(), 0, 0, List.of());
    }
}
