package io.penstock.training;

import io.penstock.base.UserError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What one model's events say.
 *
 * @param events in the order in which they occurred
 */
record ModelLife(String model, List<ModelEvent> events) {

    static ModelLife of(String model, List<Row> rows) {
        return new ModelLife(
                model,
                rows.stream()
                        .map(ModelEvent::of)
                        .filter(event -> event.model().equals(model))
                        .sorted(Comparator.comparing(ModelEvent::occurredAt))
                        .toList());
    }

    long nextVersion() {
        return events.stream().mapToLong(ModelEvent::version).max().orElse(0) + 1;
    }

    /** The clock, or just after the last event if the clock is behind it. */
    Instant next(Instant clock) {
        if (events.isEmpty()) {
            return clock;
        }
        Instant after = events.get(events.size() - 1).occurredAt().plus(1, ChronoUnit.MICROS);
        return clock.isBefore(after) ? after : clock;
    }

    Optional<ModelVersion> versionOf(String digest) {
        return registered()
                .filter(event -> event.digest().equals(digest))
                .findFirst()
                .map(this::version);
    }

    ModelVersion version(long version) {
        return registered()
                .filter(event -> event.version() == version)
                .findFirst()
                .map(this::version)
                .orElseThrow(() -> new UserError("model " + model + " has no version " + version + "; it has "
                        + (events.isEmpty()
                                ? "none"
                                : registered()
                                        .map(event -> String.valueOf(event.version()))
                                        .toList())));
    }

    /** A version that may become champion. */
    ModelVersion usable(long version, Instant instant) {
        ModelVersion chosen = version(version);
        if (retired(version, instant)) {
            throw new UserError(chosen + " is retired; choose another version, or train again");
        }
        return chosen;
    }

    /** A version that may be retired. */
    ModelVersion dispensable(long version, Instant instant) {
        ModelVersion chosen = version(version);
        if (champion(instant).equals(Optional.of(chosen))) {
            throw new UserError(chosen + " is champion and cannot be retired: promote another version first");
        }
        return chosen;
    }

    boolean happened(long version, EventKind kind, String evidenceDigest) {
        return of(version, kind).anyMatch(event -> event.evidenceDigest().equals(Optional.of(evidenceDigest)));
    }

    int approvals(long version) {
        return (int) of(version, EventKind.APPROVED)
                .map(ModelEvent::actor)
                .distinct()
                .count();
    }

    boolean approvedBy(long version, String actor) {
        return of(version, EventKind.APPROVED).anyMatch(event -> event.actor().equals(actor));
    }

    Optional<ModelVersion> champion(Instant instant) {
        return last(holders(ModelEvent.CHAMPION, instant));
    }

    /** The last to lose to a champion, unless it was champion itself since. */
    Optional<ModelVersion> challenger(Instant instant) {
        List<ModelVersion> champions = holders(ModelEvent.CHAMPION, instant);
        return last(holders(ModelEvent.CHALLENGER, instant)).filter(version -> !champions.contains(version));
    }

    private static Optional<ModelVersion> last(List<ModelVersion> versions) {
        return versions.stream().reduce((first, second) -> second);
    }

    /** The usable champion that the present one came after; empty if that is the first, or there is none. */
    Optional<ModelVersion> previousChampion(Instant instant) {
        List<ModelVersion> champions = holders(ModelEvent.CHAMPION, instant);
        return champions.size() < 2 ? Optional.empty() : Optional.of(champions.get(champions.size() - 2));
    }

    /** The usable champion that the present one came after; refused if there is none. */
    ModelVersion championBefore(Instant instant) {
        List<ModelVersion> champions = holders(ModelEvent.CHAMPION, instant);
        if (champions.size() < 2) {
            throw new UserError("model " + model + " has no champion to go back to at " + instant
                    + (champions.isEmpty() ? "; it has none at all" : "; " + champions.get(0) + " is its first"));
        }
        return champions.get(champions.size() - 2);
    }

    /**
     * The versions that had an alias until an instant, one after the other, the present one last. Going back ends the
     * term of the one that was left; a retired version is passed over.
     */
    private List<ModelVersion> holders(String alias, Instant instant) {
        List<ModelVersion> holders = new ArrayList<>();
        events.stream()
                .filter(event -> event.gives(alias) && !event.effectiveFrom().isAfter(instant))
                .sorted(Comparator.comparing(ModelEvent::effectiveFrom).thenComparing(ModelEvent::occurredAt))
                .forEach(event -> {
                    if (event.kind() == EventKind.ROLLED_BACK) {
                        holders.remove(holders.size() - 1);
                    }
                    holders.remove(version(event));
                    holders.add(version(event));
                });
        holders.removeIf(version -> retired(version.version(), instant));
        return holders;
    }

    boolean retired(long version, Instant instant) {
        return of(version, EventKind.RETIRED)
                .anyMatch(event -> !event.effectiveFrom().isAfter(instant));
    }

    private Stream<ModelEvent> registered() {
        return events.stream().filter(event -> event.kind() == EventKind.REGISTERED);
    }

    private Stream<ModelEvent> of(long version, EventKind kind) {
        return events.stream().filter(event -> event.version() == version && event.kind() == kind);
    }

    private ModelVersion version(ModelEvent event) {
        return new ModelVersion(event.model(), event.version(), event.digest());
    }
}
