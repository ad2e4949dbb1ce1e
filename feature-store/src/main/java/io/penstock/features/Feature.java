package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.time.Duration;
import java.util.Optional;

/** One aggregate of the past of a key; without {@code window} of all of it. Rows for which {@code where} is not true are left out. */
public record Feature(String name, Location at, Aggregate aggregate, Optional<Duration> window, Optional<Sql> where) {
    public Feature {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(aggregate, "aggregate");
        requireNonNull(window, "window");
        requireNonNull(where, "where");
    }
}
