package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private static final LocalDate STARTS = LocalDate.parse("2013-01-01");
    private static final Batching BATCHING = new Batching(
            Duration.ofDays(1), ZoneId.of("America/New_York"), Duration.ofHours(36), Optional.empty(), STARTS);

    @Test
    void aBatchIsALocalDayAlsoWhenClocksChange() {
        LocalDate spring = LocalDate.parse("2013-03-10");

        assertThat(BATCHING.start(spring)).isEqualTo(Instant.parse("2013-03-10T05:00:00Z"));
        assertThat(BATCHING.end(spring)).isEqualTo(Instant.parse("2013-03-11T04:00:00Z"));
        assertThat(BATCHING.asOf(spring)).isEqualTo(Instant.parse("2013-03-12T16:00:00Z"));
    }

    @Test
    void theBatchesOfASpanAreThoseWhoseEventsMayLieInIt() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Instant from = Instant.parse("2012-12-30T00:00:00Z").plusSeconds(random.nextInt(200_000_000) % 32_000_000);
            Instant to = from.plusSeconds(random.nextInt(400_000));

            List<LocalDate> expected = STARTS.datesUntil(LocalDate.parse("2014-02-01"))
                    .filter(batch -> from.isBefore(to))
                    .filter(batch -> BATCHING.start(batch).isBefore(to) && from.isBefore(BATCHING.asOf(batch)))
                    .toList();

            assertThat(BATCHING.touching(from, to)).as("seed 7, case %d", i).isEqualTo(expected);
        }
    }
}
