package io.penstock.training;

import static java.util.Objects.requireNonNull;

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

    /** A column whose population stability index passes {@code psi} has drifted. */
    public record Drift(double psi, Response response) {
        public Drift {
            requireNonNull(response, "response");
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
