package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

/**
 * A feature compared online and offline, or an input as it was fed and as training would have it. Holds no key.
 *
 * @param differences of the worst rows, the worst first; a row whose value is on one side only has none
 * @param cause as far as evidence tells; may be empty
 * @param response what was done; may be empty
 */
record ConsistencyFacts(
        String feature,
        LocalDate date,
        long compared,
        long mismatched,
        List<Double> differences,
        String cause,
        String verdict,
        String response) {
    ConsistencyFacts {
        requireNonNull(feature, "feature");
        requireNonNull(date, "date");
        differences = List.copyOf(differences);
        requireNonNull(cause, "cause");
        requireNonNull(verdict, "verdict");
        requireNonNull(response, "response");
    }

    public Status status() {
        return Status.of(verdict);
    }

    /** How far the worst rows differ, as text. */
    public String worst() {
        return String.join(", ", differences.stream().map(Format::number).toList());
    }
}
