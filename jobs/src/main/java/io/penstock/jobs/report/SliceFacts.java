package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How good a model is on one category of the test rows.
 *
 * @param column an input
 * @param value empty for the rarer values and nulls together
 * @param auc empty where too few rows have one of both labels
 */
record SliceFacts(String column, Optional<String> value, long rows, long positives, Optional<Measure> auc) {
    SliceFacts {
        requireNonNull(column, "column");
        requireNonNull(value, "value");
        requireNonNull(auc, "auc");
    }

    public String label() {
        return value.orElse("others");
    }

    /** Whether even the upper end of its interval is below the value of all rows. */
    boolean worseThan(Measure all) {
        return auc.filter(measure -> measure.hasInterval() && measure.high() < all.value())
                .isPresent();
    }
}
