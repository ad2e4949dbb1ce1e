package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The rows that a training set or a scoring run is about: those of a source, each asked {@code lead} before its
 * event_timestamp, with some of its columns as inputs; training uses those from a day on.
 */
public record Spine(String source, Duration lead, LocalDate from, List<String> columns) {
    public Spine {
        requireNonNull(source, "source");
        requireNonNull(lead, "lead");
        requireNonNull(from, "from");
        columns = List.copyOf(columns);
    }
}
