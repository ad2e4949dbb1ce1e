package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunReadingTest {
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
