package io.penstock.training;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How good scores are on the rows of one category.
 *
 * @param column an input of the model
 * @param value empty for the rarer values and nulls together
 * @param rows rows of the split
 * @param positives those whose label is 1
 * @param metrics empty where only one of both labels occurs
 */
public record Slice(String column, Optional<String> value, long rows, long positives, Optional<Metrics> metrics) {
    public Slice {
        requireNonNull(column, "column");
        requireNonNull(value, "value");
        requireNonNull(metrics, "metrics");
    }
}
