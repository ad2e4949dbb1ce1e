package io.penstock.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.training.Response;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTest {
    @Test
    void itsLineNamesTheWorstAndCountsTheOthers() {
        Signal signal = new Signal(
                "late@2",
                "drift",
                LocalDate.of(2013, 10, 10),
                "alarm",
                Response.BLOCK,
                List.of("a 9", "b 8", "c 7", "d 6", "e 5", "f 4", "g 3"));

        assertThat(signal.text())
                .isEqualTo(
                        "drift of late@2 on 2013-10-10: alarm (response: block): a 9; b 8; c 7; d 6; e 5; and 2 more");
    }
}
