package io.penstock.training;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A model just trained, with what a report shows of it and its folder does not keep.
 *
 * @param validation on the split that ended the training and settled the threshold
 * @param test on the split that nothing was fitted to
 * @param slices of the test split, by category
 * @param baseline of {@link Baseline}, on the same split; empty where the spine gives no input
 */
public record TrainedModel(
        Model model, Evaluation validation, Evaluation test, List<Slice> slices, Optional<Metrics> baseline) {
    public TrainedModel {
        requireNonNull(model, "model");
        requireNonNull(validation, "validation");
        requireNonNull(test, "test");
        slices = List.copyOf(slices);
        requireNonNull(baseline, "baseline");
    }
}
