package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Sql;
import java.time.Duration;

/** What is to be foretold: {@code value} over a source with the spine's key, known {@code maturesAfter} the spine's event. */
public record Label(String source, Sql value, Duration maturesAfter, Missing missing) {
    public Label {
        requireNonNull(source, "source");
        requireNonNull(value, "value");
        requireNonNull(maturesAfter, "maturesAfter");
        requireNonNull(missing, "missing");
    }
}
