package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.Optional;

/** Table check: the number of good rows lies between {@code min} and {@code max}, both allowed. */
public record RowCount(
        String name, Optional<Long> min, Optional<Long> max, Optional<Sql> where, Severity severity, Location at)
        implements Check {
    public RowCount {
        requireNonNull(name, "name");
        requireNonNull(min, "min");
        requireNonNull(max, "max");
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
        return false;
    }
}
