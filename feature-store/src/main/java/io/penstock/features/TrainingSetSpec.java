package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import io.penstock.base.Sql;
import java.util.List;
import java.util.Map;

/**
 * What a training set is made of. {@code derived} are computed after the join, over the spine's columns, its key,
 * {@code moment} and the features as {@code view__feature}.
 */
public record TrainingSetSpec(
        String name, Spine spine, Label label, List<FeatureRef> features, Map<String, Sql> derived, Split split) {
    public TrainingSetSpec {
        requireNonNull(name, "name");
        requireNonNull(spine, "spine");
        requireNonNull(label, "label");
        features = List.copyOf(features);
        derived = Ordered.copy(derived);
        requireNonNull(split, "split");
    }

    /** The path of its table. */
    public String table() {
        return "training_sets/" + name;
    }
}
