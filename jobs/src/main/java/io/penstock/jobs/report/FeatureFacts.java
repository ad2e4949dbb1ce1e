package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

/**
 * A feature as defined.
 *
 * @param what the aggregate, such as {@code mean of dep_delay}
 * @param window such as {@code 3h}; {@code all of the past} without one
 */
record FeatureFacts(String name, String what, String window) {
    FeatureFacts {
        requireNonNull(name, "name");
        requireNonNull(what, "what");
        requireNonNull(window, "window");
    }
}
