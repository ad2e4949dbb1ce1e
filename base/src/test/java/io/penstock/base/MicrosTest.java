package io.penstock.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrosTest {
    @Test
    void instantsOfAllYearsHaveTheirMicroseconds() {
        assertThat(Micros.of(Instant.parse("0001-01-01T00:00:00Z"))).isEqualTo(-62_135_596_800_000_000L);
        assertThat(Micros.of(Instant.parse("1969-12-31T23:59:59.999999999Z"))).isEqualTo(-1);
        assertThat(Micros.of(Instant.parse("9999-12-31T23:59:59.999999Z"))).isEqualTo(253_402_300_799_999_999L);
        for (long micros : new long[] {Long.MIN_VALUE + 1_000_000, -1, 0, 1, Long.MAX_VALUE}) {
            assertThat(Micros.of(Micros.instant(micros))).isEqualTo(micros);
        }
        assertThat(Micros.of(Duration.ofMillis(1))).isEqualTo(1000);
    }
}
