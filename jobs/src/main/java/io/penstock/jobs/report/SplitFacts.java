package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One split of a training set.
 *
 * @param positives rows whose label is 1; -1 if not measured
 * @param measures none for the split that was trained on
 */
record SplitFacts(String name, long rows, long positives, List<Measure> measures) {
    SplitFacts {
        requireNonNull(name, "name");
        measures = List.copyOf(measures);
    }

    /** Share of positive rows, in words; a dash if not measured. */
    public String positiveShare() {
        return positives < 0 || rows == 0 ? "–" : Format.percent((double) positives / rows);
    }
}
