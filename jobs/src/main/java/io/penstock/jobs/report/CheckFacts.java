package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

/**
 * A check over all slices of a table, each as last decided.
 *
 * @param slices on which it ran
 * @param failed slices on which it failed and that are not published
 * @param parted slices that are published without the rows on which it failed; those are in quarantine
 * @param warned slices on which it warned
 * @param unevaluated slices on which it could not be measured
 * @param slice the newest slice on which it did not pass, else the newest
 * @param firstSlice the oldest slice on which it did not pass; empty if it passed on all
 * @param observed on that slice
 * @param message what was said of that slice; may be empty
 */
record CheckFacts(
        String table,
        String name,
        String severity,
        String expected,
        long slices,
        long failed,
        long parted,
        long warned,
        long unevaluated,
        String slice,
        String firstSlice,
        String observed,
        String message) {
    CheckFacts {
        requireNonNull(table, "table");
        requireNonNull(name, "name");
        requireNonNull(severity, "severity");
        requireNonNull(expected, "expected");
        requireNonNull(slice, "slice");
        requireNonNull(firstSlice, "firstSlice");
        requireNonNull(observed, "observed");
        requireNonNull(message, "message");
    }

    public long passed() {
        return slices - failed - parted - warned - unevaluated;
    }

    public boolean clean() {
        return passed() == slices;
    }

    /** The worst verdict over the slices. */
    public Status status() {
        if (failed > 0) {
            return Status.of("failed");
        }
        if (parted > 0) {
            return new Status(Tone.WARN, "quarantined");
        }
        if (warned > 0) {
            return Status.of("warned");
        }
        return Status.of(unevaluated > 0 ? "not_evaluated" : "passed");
    }
}
