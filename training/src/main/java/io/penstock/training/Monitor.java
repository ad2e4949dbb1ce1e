package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.validation.drift.Limits;
import io.penstock.validation.drift.Method;
import java.time.Duration;
import java.util.Optional;

/** What is watched once a model is in use, over the last {@code window}. */
public record Monitor(
        Duration window, Optional<Drift> drift, Optional<Consistency> consistency, Optional<Performance> performance) {
    public Monitor {
        requireNonNull(window, "window");
        requireNonNull(drift, "drift");
        requireNonNull(consistency, "consistency");
        requireNonNull(performance, "performance");
    }

    /**
     * A column has drifted when it differs from training by more than a limit, and by more than training's own days do.
     *
     * @param limits of the population stability index, of the share of nulls, and of others where asked for
     */
    public record Drift(Limits limits, Response response) {
        public Drift {
            requireNonNull(limits, "limits");
            requireNonNull(response, "response");
        }

        /** The population stability index allowed. */
        public double psi() {
            return limits.of().get(Method.PSI);
        }
    }

    /** A {@code sample} (0 to 1) of the online values is computed again and compared. */
    public record Consistency(double sample, Response response) {
        public Consistency {
            requireNonNull(response, "response");
        }
    }

    /** The area under the curve of matured predictions must not fall below {@code auc}. */
    public record Performance(double auc, Response response) {
        public Performance {
            requireNonNull(response, "response");
        }
    }
}
