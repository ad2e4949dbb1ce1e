package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.List;
import java.util.Optional;

/** Row check: the value, written as text, is one of {@code values}; null passes. */
public record OneOf(String name, String of, List<String> values, Optional<Sql> where, Severity severity, Location at)
        implements Check {
    public OneOf {
        requireNonNull(name, "name");
        requireNonNull(of, "of");
        values = List.copyOf(values);
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
