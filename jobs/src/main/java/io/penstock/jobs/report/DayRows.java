package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.base.DateRange;
import java.time.Instant;
import java.time.LocalDate;

/** Rows of a table in one UTC day. */
record DayRows(LocalDate day, long rows) {
    DayRows {
        requireNonNull(day, "day");
    }

    /** The first instant after the day. */
    Instant end() {
        return DateRange.of(day).end();
    }
}
