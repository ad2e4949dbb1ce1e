package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Verdict;
import io.penstock.features.BuildOutcome;
import io.penstock.lake.MetaTable;
import java.util.List;
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

    /** There was nothing to look at, and nothing is recorded. */
    static Watched nothing(MetaTable table, String reason) {
        BuildOutcome outcome = new BuildOutcome(
                table.table(),
                Verdict.NOTHING_TO_DO,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                List.of(reason),
                new TreeMap<>());
        return new Watched(outcome, new TreeMap<>(), Optional.empty());
    }
}
