package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.base.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An attempt of a job, as {@code meta/runs} has it. */
record RunFacts(
        String id,
        String job,
        Optional<DateRange> dates,
        Instant startedAt,
        Instant finishedAt,
        String verdict,
        List<String> reasons,
        long rowsIn,
        long rowsOut,
        List<String> outputs) {
    RunFacts {
        requireNonNull(id, "id");
        requireNonNull(job, "job");
        requireNonNull(dates, "dates");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
        requireNonNull(verdict, "verdict");
        reasons = List.copyOf(reasons);
        outputs = List.copyOf(outputs);
    }

    /** The same attempt with another verdict. */
    RunFacts verdict(String other) {
        return new RunFacts(id, job, dates, startedAt, finishedAt, other, reasons, rowsIn, rowsOut, outputs);
    }

    public Duration took() {
        return Duration.between(startedAt, finishedAt);
    }

    public Status status() {
        return Status.of(verdict);
    }
}
