package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.math.BigDecimal;
import java.util.Optional;

/** Row check: the number lies between {@code min} and {@code max}, both allowed; null passes. */
public record InRange(
        String name,
        String of,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        Optional<Sql> where,
        Severity severity,
        Location at)
        implements Check {
    public InRange {
        requireNonNull(name, "name");
        requireNonNull(of, "of");
        requireNonNull(min, "min");
        requireNonNull(max, "max");
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
