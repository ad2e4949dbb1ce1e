package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** One attempt of a job: who writes a commit, with which code, since when. */
public record Run(RunId id, String job, String codeVersion, Instant startedAt) {
    public Run {
        requireNonNull(id, "id");
        requireNonNull(job, "job");
        requireNonNull(codeVersion, "codeVersion");
        requireNonNull(startedAt, "startedAt");
    }
}
