package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.List;
import java.util.Optional;

/** Table check: no two good rows agree in all of the columns. */
public record Unique(String name, List<String> columns, Optional<Sql> where, Severity severity, Location at)
        implements Check {
    public Unique {
        requireNonNull(name, "name");
        columns = List.copyOf(columns);
        requireNonNull(where, "where");
        requireNonNull(severity, "severity");
        requireNonNull(at, "at");
    }

    @Override
    public Optional<String> column() {
        return columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty();
    }

    @Override
    public boolean onRows() {
        return false;
    }
}
