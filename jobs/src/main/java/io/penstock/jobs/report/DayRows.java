package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** Rows of a table in one UTC day. */
record DayRows(LocalDate day, long rows) {
    DayRows {
        requireNonNull(day, "day");
    }
}
