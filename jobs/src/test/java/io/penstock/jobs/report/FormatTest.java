package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void countsHaveSeparators() {
        assertThat(Format.count(336_776)).isEqualTo("336,776");
        assertThat(Format.plural(1, "batch", "batches")).isEqualTo("1\u00a0batch");
        assertThat(Format.plural(1_304, "batch", "batches")).isEqualTo("1,304\u00a0batches");
    }

    @Test
    void endsOfAxesAreBrief() {
        assertThat(Format.brief(9_999)).isEqualTo("9,999");
        assertThat(Format.brief(336_776)).isEqualTo("337k");
        assertThat(Format.brief(3_912_044)).isEqualTo("3.9M");
    }

    @Test
    void whatIsNotANumberIsADash() {
        assertThat(Format.decimal(0.75449)).isEqualTo("0.754");
        assertThat(Format.decimal(Double.NaN)).isEqualTo("–");
        assertThat(Format.percent(0.2371)).isEqualTo("23.7\u00a0%");
        assertThat(Format.percent(Double.POSITIVE_INFINITY)).isEqualTo("–");
    }

    @Test
    void timesAreUtcAndDurationsHuman() {
        assertThat(Format.instant(Instant.parse("2013-11-01T00:00:59Z"))).isEqualTo("2013-11-01 00:00 UTC");
        assertThat(Format.took(Duration.ofMillis(420))).isEqualTo("0.4\u00a0s");
        assertThat(Format.took(Duration.ofSeconds(59))).isEqualTo("59\u00a0s");
        assertThat(Format.took(Duration.ofSeconds(72))).isEqualTo("1\u00a0m\u00a012\u00a0s");
        assertThat(Format.took(Duration.ofSeconds(120))).isEqualTo("2\u00a0m");
        assertThat(Format.took(Duration.ofMinutes(125))).isEqualTo("2\u00a0h\u00a05\u00a0m");
    }
}
