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
 * @param metrics empty where fewer than {@value #FEWEST} rows have one of both labels: they would say nothing
 */
public record Slice(String column, Optional<String> value, long rows, long positives, Optional<Metrics> metrics) {
    static final int FEWEST = 10;

    public Slice {
        requireNonNull(column, "column");
        requireNonNull(value, "value");
        requireNonNull(metrics, "metrics");
    }
}
