package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who changes the registry, and from when it counts.
 *
 * @param actor a person's name, or the job's
 * @param effectiveFrom the as-of of the run: dates scored from then on see it
 * @param run the run, if one did it
 */
public record Act(String actor, Instant effectiveFrom, Optional<RunId> run) {
    public Act {
        requireNonNull(actor, "actor");
        requireNonNull(effectiveFrom, "effectiveFrom");
        requireNonNull(run, "run");
    }
}
