package io.penstock.training;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Cuts a booster down to the rounds up to the best one. Early stopping leaves the extra rounds in; some servers use all
 * trees, some up to the best: with the best alone they agree.
 */
final class BestTrees {
    private BestTrees() {}

    /** The model's UBJSON with its first rounds only and without attributes. */
    static byte[] keep(byte[] modelJson, int rounds) {
        Map<String, Object> model = Json.map(new String(modelJson, StandardCharsets.UTF_8));
        Map<String, Object> learner = object(model, "learner");
        object(learner, "attributes").clear();
        cut(object(object(learner, "gradient_booster"), "model"), rounds);
        try {
            Booster booster = XGBoost.loadModel(Json.write(model).getBytes(StandardCharsets.UTF_8));
            try {
                return booster.toByteArray("ubj");
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError | IOException e) {
            throw new Fault("XGBoost cannot read its own model cut to " + rounds + " rounds", e);
        }
    }

    private static void cut(Map<String, Object> forest, int rounds) {
        List<Object> starts = list(forest, "iteration_indptr");
        if (rounds < 1 || rounds >= starts.size()) {
            throw new Fault("cannot keep " + rounds + " rounds of " + (starts.size() - 1));
        }
        int trees = ((Number) starts.get(rounds)).intValue();
        forest.put("iteration_indptr", starts.subList(0, rounds + 1));
        forest.put("trees", list(forest, "trees").subList(0, trees));
        forest.put("tree_info", list(forest, "tree_info").subList(0, trees));
        object(forest, "gbtree_model_param").put("num_trees", String.valueOf(trees));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String key) {
        return (Map<String, Object>) present(parent, key);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> parent, String key) {
        return (List<Object>) present(parent, key);
    }

    private static Object present(Map<String, Object> parent, String key) {
        Object value = parent.get(key);
        if (value == null) {
            throw new Fault("this version of XGBoost writes models without " + key + "; it has " + parent.keySet());
        }
        return value;
    }
}
