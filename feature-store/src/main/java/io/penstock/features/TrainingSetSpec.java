package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Digest;
import io.penstock.base.Ordered;
import io.penstock.base.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** A digest of what its rows depend on; not of where it stands. */
    public String fingerprint() {
        String refs = features.stream().map(ref -> ref + " " + ref.keys()).collect(Collectors.joining("\n"));
        return Digest.sha256(
                String.join("\n", spine.toString(), label.toString(), refs, derived.toString(), split.toString()));
    }

    /** The path of its table. */
    public String table() {
        return "training_sets/" + name;
    }
}
