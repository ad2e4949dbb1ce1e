package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A metric of a model in a window that ends on a date.
 *
 * @param kind {@code realised} or {@code estimated}
 * @param response what was done; may be empty
 */
record PerformanceFacts(
        LocalDate date, long modelVersion, String kind, Measure measure, long rows, String verdict, String response) {
    PerformanceFacts {
        requireNonNull(date, "date");
        requireNonNull(kind, "kind");
        requireNonNull(measure, "measure");
        requireNonNull(verdict, "verdict");
        requireNonNull(response, "response");
    }

    public Status status() {
        return Status.of(verdict);
    }
}
