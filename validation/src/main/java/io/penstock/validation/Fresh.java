package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.time.Duration;
import java.util.Optional;

/** Table check: the newest {@code of} is no older than {@code within} at the slice's as-of. */
public record Fresh(String name, String of, Duration within, Optional<Sql> where, Severity severity, Location at)
        implements Check {
    public Fresh {
        requireNonNull(name, "name");
        requireNonNull(of, "of");
        requireNonNull(within, "within");
        requireNonNull(where, "where");
        requireNonNull(severity, "severity");
        requireNonNull(at, "at");
    }

    @Override
    public Optional<String> column() {
        return Optional.of(of);
    }

    @Override
    public boolean onRows() {
        return false;
    }
}
