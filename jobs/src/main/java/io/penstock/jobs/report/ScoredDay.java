package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** The champion's predictions of one UTC day. */
record ScoredDay(LocalDate day, long rows, double meanScore, double positiveShare) {
    ScoredDay {
        requireNonNull(day, "day");
    }
}
