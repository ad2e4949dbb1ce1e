package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How a feed is cut into batches: each is a local day of {@code timezone}; its events lie in
 * [its start, its end + {@code reach}). {@code availableAfter} its end it can be expected; the first batch is {@code starts}.
 */
public record Batching(
        Duration every, ZoneId timezone, Duration reach, Optional<Duration> availableAfter, LocalDate starts) {
    public Batching {
        requireNonNull(every, "every");
        requireNonNull(timezone, "timezone");
        requireNonNull(reach, "reach");
        requireNonNull(availableAfter, "availableAfter");
        requireNonNull(starts, "starts");
    }

    /** The first instant of a batch. */
    public Instant start(LocalDate batch) {
        return batch.atStartOfDay(timezone).toInstant();
    }

    /** The first instant after a batch. */
    public Instant end(LocalDate batch) {
        return batch.plusDays(1).atStartOfDay(timezone).toInstant();
    }

    /** The logical as-of of a batch: its end + reach. */
    public Instant asOf(LocalDate batch) {
        return end(batch).plus(reach);
    }

    /** The batches whose events may lie in [from, to), in order, none before {@code starts}. */
    public List<LocalDate> touching(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        LocalDate first = from.minus(reach).atZone(timezone).toLocalDate().minusDays(1);
        LocalDate last = to.atZone(timezone).toLocalDate();
        LocalDate begin = first.isBefore(starts) ? starts : first;
        if (begin.isAfter(last)) {
            return List.of();
        }
        return begin.datesUntil(last.plusDays(1))
                .filter(batch -> start(batch).isBefore(to) && asOf(batch).isAfter(from))
                .toList();
    }
}
