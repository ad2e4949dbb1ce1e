package io.penstock.training;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * When a new model becomes champion: better in {@code metric} by {@code margin}; above {@code heldAbove} it is too good to be
 * true and held; {@code approvals} people must agree.
 */
public record Promote(String metric, double margin, First first, Optional<Double> heldAbove, int approvals) {
    public Promote {
        requireNonNull(metric, "metric");
        requireNonNull(first, "first");
        requireNonNull(heldAbove, "heldAbove");
    }
}
