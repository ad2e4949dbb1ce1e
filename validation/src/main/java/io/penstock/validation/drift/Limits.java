package io.penstock.validation.drift;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fault;
import io.penstock.base.Ordered;
import java.util.Map;

/**
 * When a column has drifted.
 *
 * @param of the methods to apply and the score of each that is let pass
 * @param falseDiscoveries the q value up to which a column alarms: of the columns that alarm, this share does so by chance at
 *     most, on average
 */
public record Limits(Map<Method, Double> of, double falseDiscoveries) {
    /** docs/monitoring.md says how it was chosen. */
    public static final double FALSE_DISCOVERIES = 0.05;

    public Limits {
        requireNonNull(of, "of");
        of = Ordered.copy(of);
        if (!(falseDiscoveries >= 0 && falseDiscoveries <= 1)) {
            throw new Fault("the share of false discoveries must be 0 to 1, is " + falseDiscoveries);
        }
    }

    public Limits(Map<Method, Double> of) {
        this(of, FALSE_DISCOVERIES);
    }

    /** The same for some of the methods. */
    public Limits with(Map<Method, Double> others) {
        return new Limits(others, falseDiscoveries);
    }
}
