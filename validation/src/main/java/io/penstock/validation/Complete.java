package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.Optional;

/** Row check: the column is not null. */
public record Complete(String name, String of, Optional<Sql> where, Severity severity, Location at) implements Check {
    public Complete {
        requireNonNull(name, "name");
        requireNonNull(of, "of");
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
