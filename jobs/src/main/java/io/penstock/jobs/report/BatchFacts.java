package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

/** A batch of a source as last decided; read = good + quarantined + filtered + blocked. */
record BatchFacts(String batch, String status, long read, long good, long quarantined, long filtered, long blocked) {
    BatchFacts {
        requireNonNull(batch, "batch");
        requireNonNull(status, "status");
    }

    public Status state() {
        return Status.of(status);
    }

    /** Whether its rows, none included, are published. */
    public boolean published() {
        return state().tone() != Tone.BAD && !status.equals("missing");
    }
}
