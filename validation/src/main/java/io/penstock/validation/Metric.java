package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A number measured in a slice: {@code size} of the rows; of a column {@code completeness}, {@code minimum}, {@code
 * maximum}, {@code mean}, {@code standard_deviation} (of the population), {@code approx_count_distinct}. Always finite: a
 * metric that has no value, such as the mean of no rows, is left out.
 */
public record Metric(String slice, Optional<String> column, String metric, double value) {
    public Metric {
        requireNonNull(slice, "slice");
        requireNonNull(column, "column");
        requireNonNull(metric, "metric");
    }
}
