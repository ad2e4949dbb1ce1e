package io.penstock.training.definition;

import io.penstock.base.Fields;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of XGBoost 3.4 that a model may set: XGBoost itself ignores a name it does not know. */
final class XgboostParameters {
    private static final Set<String> NUMBERS =
            words("eta learning_rate gamma min_split_loss min_child_weight max_delta_step"
                    + " subsample colsample_bytree colsample_bylevel colsample_bynode lambda reg_lambda alpha reg_alpha"
                    + " scale_pos_weight base_score max_cat_threshold rate_drop skip_drop max_cached_hist_node");
    private static final Set<String> WHOLES =
            words("max_depth max_leaves max_bin num_parallel_tree verbosity max_cat_to_onehot refresh_leaf");
    private static final Set<String> TEXTS =
            words("booster tree_method grow_policy sampling_method objective eval_metric"
                    + " monotone_constraints interaction_constraints process_type sample_type normalize_type one_drop");
    private static final Map<String, String> OURS = Map.of(
            "num_round", "train.rounds",
            "num_rounds", "train.rounds",
            "n_estimators", "train.rounds",
            "num_early_stopping_rounds", "train.early_stopping",
            "early_stopping_rounds", "train.early_stopping",
            "device", "train.device",
            "num_workers", "train.workers",
            "seed", "train.seed",
            "random_state", "train.seed");
    private static final Map<String, String> FIXED = Map.of(
            "nthread", "Spark gives each task its cores",
            "missing", "a missing value is always NaN",
            "gpu_id", "the device is chosen by train.device",
            "seed_per_iteration", "equal pins give equal bytes only with one seed",
            "disable_default_eval_metric", "early stopping needs the metric",
            "validate_parameters", "they are checked here");
    private static final Map<String, Set<String>> CHOICES = choices();

    private XgboostParameters() {}

    private static Map<String, Set<String>> choices() {
        Map<String, Set<String>> choices = new TreeMap<>();
        choices.put("objective", words("binary:logistic"));
        choices.put("booster", words("gbtree dart"));
        choices.put("tree_method", words("auto hist approx exact"));
        choices.put("grow_policy", words("depthwise lossguide"));
        choices.put("sampling_method", words("uniform gradient_based"));
        choices.put("eval_metric", words("logloss auc aucpr error"));
        return choices;
    }

    static void check(Fields parameters, Problems problems) {
        parameters.values().forEach((name, value) -> {
            if (OURS.containsKey(name)) {
                problems.add(
                        parameters.at(name),
                        "parameter \"" + name + "\" is set by " + OURS.get(name) + "; move it there");
            } else if (FIXED.containsKey(name)) {
                problems.add(parameters.at(name), "parameter \"" + name + "\" cannot be set: " + FIXED.get(name));
            } else if (!known().contains(name)) {
                problems.add(
                        parameters.at(name),
                        "XGBoost has no parameter \"" + name + "\""
                                + Nearest.to(name, known())
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("; known are " + String.join(", ", known())));
            } else {
                checkValue(name, value, parameters, problems);
            }
        });
    }

    private static void checkValue(String name, Object value, Fields parameters, Problems problems) {
        boolean number = value instanceof Number;
        if (WHOLES.contains(name) && !(value instanceof Long)) {
            problems.add(
                    parameters.at(name), "parameter " + name + " is \"" + value + "\", but must be a whole number");
        } else if (NUMBERS.contains(name) && !number) {
            problems.add(parameters.at(name), "parameter " + name + " is \"" + value + "\", but must be a number");
        } else if (CHOICES.containsKey(name) && !CHOICES.get(name).contains(String.valueOf(value))) {
            problems.add(
                    parameters.at(name),
                    "parameter " + name + " is \"" + value + "\", but must be one of "
                            + String.join(", ", CHOICES.get(name)));
        }
    }

    static Set<String> known() {
        Set<String> all = new TreeSet<>(NUMBERS);
        all.addAll(WHOLES);
        all.addAll(TEXTS);
        return all;
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(Arrays.asList(text.split(" ")));
    }
}
