package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Json;
import io.penstock.base.Ordered;
import java.util.List;
import java.util.Map;

/**
 * What travels with a model: how to feed it, what it was made of, how good it is. Holds no clock and no run id, so that
 * equal training gives equal text.
 *
 * @param schemaVersion of the stored form
 * @param inputs the columns in the order in which the trees read them
 * @param viewHashes definition hash of each feature view that gave inputs
 * @param threshold a score at or above it is a positive decision
 * @param metrics by split, {@code validation} and {@code test}
 * @param gains inputs by falling share of gain
 * @param rows rows of each split
 * @param parameters as given to XGBoost, those that Penstock sets included
 * @param rounds the most rounds allowed
 * @param trees rounds of trees kept, the best of early stopping
 * @param data the training set's manifest
 */
public record ModelManifest(
        int schemaVersion,
        String model,
        List<ModelInput> inputs,
        Map<String, String> viewHashes,
        double threshold,
        Map<String, Metrics> metrics,
        List<GainShare> gains,
        Map<String, Long> rows,
        Map<String, Object> parameters,
        int rounds,
        int earlyStopping,
        int trees,
        Placement placement,
        String xgboostVersion,
        String codeVersion,
        Map<String, Object> data) {
    static final int SCHEMA_VERSION = 1;

    public ModelManifest {
        requireNonNull(model, "model");
        requireNonNull(placement, "placement");
        requireNonNull(xgboostVersion, "xgboostVersion");
        requireNonNull(codeVersion, "codeVersion");
        inputs = List.copyOf(inputs);
        viewHashes = Ordered.copy(viewHashes);
        metrics = Ordered.copy(metrics);
        gains = List.copyOf(gains);
        rows = Ordered.copy(rows);
        parameters = Ordered.copy(parameters);
        data = Ordered.copyWithNulls(data);
    }

    /** Canonical JSON, indented. */
    public String toJson() {
        return Json.pretty(this);
    }

    public static ModelManifest fromJson(String text) {
        return Json.read(text, ModelManifest.class);
    }
}
