package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** An event in a model's life. */
record EventFacts(
        long version,
        String event,
        String alias,
        String actor,
        Instant occurredAt,
        Instant effectiveFrom,
        String reason) {
    EventFacts {
        requireNonNull(event, "event");
        requireNonNull(alias, "alias");
        requireNonNull(actor, "actor");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(effectiveFrom, "effectiveFrom");
        requireNonNull(reason, "reason");
    }

    public Status status() {
        return Status.of(event);
    }

    /** Whether it says what became of a version, beyond that it exists. */
    public boolean decides() {
        return !event.equals("registered") && !event.equals("approved");
    }
}
