package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.Optional;

/** Row check: the whole value matches the regular expression; null passes. */
public record Matches(String name, String of, String pattern, Optional<Sql> where, Severity severity, Location at)
        implements Check {
    public Matches {
        requireNonNull(name, "name");
        requireNonNull(of, "of");
        requireNonNull(pattern, "pattern");
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
        return true;
    }
}
