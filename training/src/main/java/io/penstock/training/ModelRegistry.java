package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.UserError;
import io.penstock.base.Verdict;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * The life of all models as events in {@code meta/models}.
 *
 * <p>Each event is decided on all events before it, in one transaction: versions are max + 1 however many register at
 * once. Which version is champion depends on the instant asked for, by the events' {@code effective_from}.
 */
public final class ModelRegistry {
    private final Lake lake;

    private ModelRegistry(Lake lake) {
        this.lake = requireNonNull(lake, "lake");
    }

    public static ModelRegistry of(Lake lake) {
        return new ModelRegistry(lake);
    }

    /** Everything that happened to a model, in the order in which it happened; empty for an unknown one. */
    public List<ModelEvent> events(String model) {
        return life(model).events();
    }

    /** The version that scores a date whose first instant this is. */
    public Optional<ModelVersion> championAt(String model, Instant instant) {
        return life(model).holder(ModelEvent.CHAMPION, instant);
    }

    /** The version that scores in the shadow at this instant; never the champion. */
    public Optional<ModelVersion> challengerAt(String model, Instant instant) {
        return life(model).holder(ModelEvent.CHALLENGER, instant);
    }

    /** A registered version. */
    public ModelVersion version(String model, long version) {
        return life(model).version(version);
    }

    /** How many persons approved a version. */
    public int approvals(ModelVersion version) {
        return life(version.model()).approvals(version.version());
    }

    /** Gives a digest the next version number; the same digest keeps the one it has. */
    public Registered register(String model, String digest, Act act) {
        Optional<ModelEvent> added = append(model, life -> life.versionOf(digest).isPresent()
                ? Optional.empty()
                : Optional.of(new Change(life.nextVersion(), digest, EventKind.REGISTERED, Optional.empty(), "trained")), act);
        ModelVersion version = life(model).versionOf(digest).orElseThrow();
        return new Registered(version, added.isPresent() ? Verdict.OK : Verdict.NOTHING_TO_DO);
    }

    /**
     * Writes down what the promotion gate decided; the same decision on the same evidence is written once.
     *
     * @return the event; none if it was there already, or if the model waits for approval
     */
    public Optional<ModelEvent> decide(ModelVersion version, Decision decision, String evidenceDigest, Act act) {
        if (decision instanceof Decision.Waiting) {
            return Optional.empty();
        }
        EventKind kind = kind(decision);
        return append(
                version.model(),
                life -> life.happened(version.version(), kind, evidenceDigest)
                        ? Optional.empty()
                        : Optional.of(new Change(
                                version.version(), version.digest(), kind, alias(decision), decision.reason(),
                                Optional.of(evidenceDigest))),
                act);
    }

    /**
     * Makes a version champion by hand.
     *
     * @return the event; none if it is champion already
     */
    public Optional<ModelEvent> promote(String model, long version, String reason, Act act) {
        return append(model, life -> {
            ModelVersion chosen = life.usable(version, act.effectiveFrom());
            return life.holder(ModelEvent.CHAMPION, act.effectiveFrom()).equals(Optional.of(chosen))
                    ? Optional.empty()
                    : Optional.of(champion(chosen, EventKind.PROMOTED, reason));
        }, act);
    }

    /** Makes the champion before the present one champion again. */
    public ModelEvent rollback(String model, String reason, Act act) {
        return append(model, life -> Optional.of(champion(
                life.championBefore(act.effectiveFrom()), EventKind.ROLLED_BACK, reason)), act)
                .orElseThrow();
    }

    /**
     * Notes that a person agrees to a version.
     *
     * @return the event; none if the same person agreed before
     */
    public Optional<ModelEvent> approve(String model, long version, String reason, Act act) {
        return append(model, life -> {
            ModelVersion chosen = life.version(version);
            return life.approvedBy(version, act.actor())
                    ? Optional.empty()
                    : Optional.of(new Change(version, chosen.digest(), EventKind.APPROVED, Optional.empty(), reason));
        }, act);
    }

    /** Takes a version out of use; the champion in force cannot be retired. */
    public ModelEvent retire(String model, long version, String reason, Act act) {
        return append(model, life -> {
            ModelVersion chosen = life.version(version);
            if (life.holder(ModelEvent.CHAMPION, act.effectiveFrom()).equals(Optional.of(chosen))) {
                throw new UserError(chosen + " is champion and cannot be retired: promote another version first");
            }
            return Optional.of(new Change(version, chosen.digest(), EventKind.RETIRED, Optional.empty(), reason));
        }, act).orElseThrow();
    }

    private record Change(
            long version,
            String digest,
            EventKind kind,
            Optional<String> alias,
            String reason,
            Optional<String> evidenceDigest) {
        Change(long version, String digest, EventKind kind, Optional<String> alias, String reason) {
            this(version, digest, kind, alias, reason, Optional.empty());
        }

        ModelEvent by(Act act, String model, Instant occurredAt) {
            return new ModelEvent(
                    model,
                    version,
                    digest,
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

    private Optional<ModelEvent> append(String model, Function<ModelLife, Optional<Change>> decision, Act act) {
        List<Row> added = lake.decide(MetaTable.MODELS, rows -> {
            ModelLife life = ModelLife.of(model, rows);
            return decision.apply(life)
                    .map(change -> change.by(act, model, life.next(Instant.now().truncatedTo(ChronoUnit.MICROS))))
                    .map(event -> List.of(event.row()))
                    .orElse(List.of());
        });
        return added.stream().findFirst().map(ModelEvent::of);
    }

    private ModelLife life(String model) {
        return ModelLife.of(model, lake.readRecords(MetaTable.MODELS).collectAsList());
    }

    private static Change champion(ModelVersion version, EventKind kind, String reason) {
        return new Change(version.version(), version.digest(), kind, Optional.of(ModelEvent.CHAMPION), reason);
    }

    private static EventKind kind(Decision decision) {
        if (decision instanceof Decision.Promoted) {
            return EventKind.PROMOTED;
        }
        return decision instanceof Decision.Held ? EventKind.HELD : EventKind.REJECTED;
    }

    private static Optional<String> alias(Decision decision) {
        if (decision instanceof Decision.Promoted) {
            return Optional.of(ModelEvent.CHAMPION);
        }
        return decision instanceof Decision.Rejected rejected && rejected.against() == Decision.Against.CHAMPION
                ? Optional.of(ModelEvent.CHALLENGER)
                : Optional.empty();
    }
}
