package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import io.penstock.base.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * A view as one input of {@link PointInTime}: which of its features are wanted, where they come from, and which column of
 * the frame holds each key of its entity (entity key to frame column).
 */
public record ViewInput(FeatureView view, Map<String, String> keys, List<String> features, ViewData data) {
    public ViewInput {
        requireNonNull(view, "view");
        keys = Ordered.copy(keys);
        features = List.copyOf(features);
        requireNonNull(data, "data");
        if (keys.isEmpty()) {
            throw new UserError("view " + view.name() + ": no key is mapped to a column of the frame");
        }
        if (new HashSet<>(features).size() < features.size()) {
            throw new UserError("view " + view.name() + ": a feature is asked for twice in " + features);
        }
    }

    /** All features of a view. */
    public static ViewInput all(FeatureView view, Map<String, String> keys, ViewData data) {
        return new ViewInput(view, keys, view.featureNames(), data);
    }
}
