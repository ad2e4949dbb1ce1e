package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.features.BuildOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a monitor measured and said.
 *
 * @param metrics by name
 * @param signal what it newly said, if that is more than that all is well
 */
public record Watched(BuildOutcome outcome, SortedMap<String, Double> metrics, Optional<Signal> signal) {
    public Watched {
        requireNonNull(outcome, "outcome");
        metrics = new TreeMap<>(metrics);
        requireNonNull(signal, "signal");
    }

    static Watched nothing(BuildOutcome outcome) {
        return new Watched(outcome, new TreeMap<>(Map.of()), Optional.empty());
    }
}
