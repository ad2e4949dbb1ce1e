package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.Optional;

/** Row check: the SQL condition is not false; null passes. */
public record Expression(String name, Sql sql, Optional<Sql> where, Severity severity, Location at) implements Check {
    public Expression {
        requireNonNull(name, "name");
        requireNonNull(sql, "sql");
        requireNonNull(where, "where");
        requireNonNull(severity, "severity");
        requireNonNull(at, "at");
    }

    @Override
    public Optional<String> column() {
        return Optional.empty();
    }

    @Override
    public boolean onRows() {
        return true;
    }
}
