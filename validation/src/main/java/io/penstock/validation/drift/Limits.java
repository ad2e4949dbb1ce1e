package io.penstock.validation.drift;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import java.util.Map;

/** The methods to apply and the score of each that is let pass. */
public record Limits(Map<Method, Double> of) {
    public Limits {
        requireNonNull(of, "of");
        of = Ordered.copy(of);
    }
}
