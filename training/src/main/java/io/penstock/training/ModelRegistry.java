package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Verdict;
import io.penstock.lake.Lake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/**
 * The life of all models as events in {@code meta/models}.
 *
 * <p>Each event is decided on all events before it, in one transaction: versions are max + 1 however many register at
 * once. Which version is champion depends on the instant asked for, by the events' {@code effective_from}.
 */
public final class ModelRegistry {
    private final Ledger ledger;

    ModelRegistry(Ledger ledger) {
        this.ledger = requireNonNull(ledger, "ledger");
    }

    /** The registry of a lake. */
    public static ModelRegistry of(Lake lake) {
        return new ModelRegistry(new LakeLedger(lake));
    }

    /** The rows of {@code meta/models}; a decision sees all before it, as if alone. */
    interface Ledger {
        List<Row> read();

        List<Row> decide(UnaryOperator<List<Row>> decision);
    }

    /** Everything that happened to a model, in the order in which it happened; empty for an unknown one. */
    public List<ModelEvent> events(String model) {
        return life(model).events();
    }

    /** The version that scores a date whose first instant this is. */
    public Optional<ModelVersion> championAt(String model, Instant instant) {
        return life(model).champion(instant);
    }

    /** The champion that the one in force at this instant came after; empty if that is the first. */
    public Optional<ModelVersion> previousChampionAt(String model, Instant instant) {
        return life(model).previousChampion(instant);
    }

    /** The version that scores in the shadow at this instant; never the champion. */
    public Optional<ModelVersion> challengerAt(String model, Instant instant) {
        return life(model).challenger(instant);
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
        AtomicReference<ModelVersion> version = new AtomicReference<>();
        Optional<ModelEvent> added = append(model, act, life -> {
            Optional<ModelVersion> known = life.versionOf(digest);
            version.set(known.orElseGet(() -> new ModelVersion(model, life.nextVersion(), digest)));
            return known.isPresent()
                    ? Optional.empty()
                    : Optional.of(Change.to(version.get(), EventKind.REGISTERED, "trained"));
        });
        return new Registered(version.get(), added.isPresent() ? Verdict.OK : Verdict.NOTHING_TO_DO);
    }

    /**
     * Writes down what the promotion gate decided; the same decision on the same evidence is written once.
     *
     * @return the event; none if it was there already, or if the model waits for approval
     */
    public Optional<ModelEvent> decide(ModelVersion version, Decision decision, String evidenceDigest, Act act) {
        return Change.of(version, decision, evidenceDigest)
                .flatMap(change -> append(
                        version.model(),
                        act,
                        life -> life.happened(version.version(), change.kind(), evidenceDigest)
                                ? Optional.empty()
                                : Optional.of(change)));
    }

    /**
     * Makes a version champion by hand.
     *
     * @return the event; none if it is champion already
     */
    public Optional<ModelEvent> promote(String model, long version, String reason, Act act) {
        return append(model, act, life -> {
            ModelVersion chosen = life.usable(version, act.effectiveFrom());
            return life.champion(act.effectiveFrom()).equals(Optional.of(chosen))
                    ? Optional.empty()
                    : Optional.of(Change.champion(chosen, EventKind.PROMOTED, reason));
        });
    }

    /** Makes the champion before the present one champion again. */
    public ModelEvent rollback(String model, String reason, Act act) {
        return append(
                        model,
                        act,
                        life -> Optional.of(Change.champion(
                                life.championBefore(act.effectiveFrom()), EventKind.ROLLED_BACK, reason)))
                .orElseThrow();
    }

    /**
     * Notes that a person agrees to a version.
     *
     * @return the event; none if the same person agreed before
     */
    public Optional<ModelEvent> approve(String model, long version, String reason, Act act) {
        return append(model, act, life -> {
            ModelVersion chosen = life.version(version);
            return life.approvedBy(version, act.actor())
                    ? Optional.empty()
                    : Optional.of(Change.to(chosen, EventKind.APPROVED, reason));
        });
    }

    /**
     * Takes a version out of use; the champion in force cannot be retired.
     *
     * @return the event; none if it is retired already
     */
    public Optional<ModelEvent> retire(String model, long version, String reason, Act act) {
        return append(model, act, life -> {
            ModelVersion chosen = life.dispensable(version, act.effectiveFrom());
            return life.retired(version, act.effectiveFrom())
                    ? Optional.empty()
                    : Optional.of(Change.to(chosen, EventKind.RETIRED, reason));
        });
    }

    private Optional<ModelEvent> append(String model, Act act, Function<ModelLife, Optional<Change>> decision) {
        List<Row> added = ledger.decide(rows -> {
            ModelLife life = ModelLife.of(model, rows);
            Instant now = life.next(Instant.now().truncatedTo(ChronoUnit.MICROS));
            return decision.apply(life)
                    .map(change -> List.of(change.by(act, now).row()))
                    .orElse(List.of());
        });
        return added.stream().findFirst().map(ModelEvent::of);
    }

    private ModelLife life(String model) {
        return ModelLife.of(model, ledger.read());
    }
}
