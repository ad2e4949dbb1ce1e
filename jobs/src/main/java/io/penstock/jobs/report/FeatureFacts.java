package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A feature as defined.
 *
 * @param what the aggregate, such as {@code mean of dep_delay}
 * @param bins of the values that the newest model was trained on; empty if none was
 * @param window such as {@code 3h}; {@code all of the past} without one
 */
record FeatureFacts(String name, String what, String window, Optional<BinFacts> bins) {
    FeatureFacts {
        requireNonNull(name, "name");
        requireNonNull(what, "what");
        requireNonNull(window, "window");
        requireNonNull(bins, "bins");
    }
}
