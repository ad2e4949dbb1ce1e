package io.penstock.training;

import java.time.Instant;
import java.util.Optional;

/** What an event will say of a version, whoever does it and whenever it occurs. */
record Change(
        ModelVersion version, EventKind kind, Optional<String> alias, String reason, Optional<String> evidenceDigest) {

    static Change to(ModelVersion version, EventKind kind, String reason) {
        return new Change(version, kind, Optional.empty(), reason, Optional.empty());
    }

    static Change champion(ModelVersion version, EventKind kind, String reason) {
        return new Change(version, kind, Optional.of(ModelEvent.CHAMPION), reason, Optional.empty());
    }

    /** What a decision of the promotion gate changes; nothing while it waits for approval. */
    static Optional<Change> of(ModelVersion version, Decision decision, String evidenceDigest) {
        Optional<String> evidence = Optional.of(evidenceDigest);
        if (decision instanceof Decision.Promoted promoted) {
            return Optional.of(new Change(
                    version, EventKind.PROMOTED, Optional.of(ModelEvent.CHAMPION), promoted.reason(), evidence));
        } else if (decision instanceof Decision.Held held) {
            return Optional.of(new Change(version, EventKind.HELD, Optional.empty(), held.reason(), evidence));
        } else if (decision instanceof Decision.Rejected rejected) {
            Optional<String> alias = rejected.against() == Decision.Against.CHAMPION
                    ? Optional.of(ModelEvent.CHALLENGER)
                    : Optional.empty();
            return Optional.of(new Change(version, EventKind.REJECTED, alias, rejected.reason(), evidence));
        }
        return Optional.empty();
    }

    ModelEvent by(Act act, Instant occurredAt) {
        return new ModelEvent(
                version.model(),
                version.version(),
                version.digest(),
                kind,
                alias,
                act.actor(),
                occurredAt,
                act.effectiveFrom(),
                reason,
                evidenceDigest,
                act.run().map(Object::toString));
    }
}
