package io.penstock.training;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/** XGBoost's parameters as a definition may set them; XGBoost itself would ignore an unknown one without a word. */
public final class Parameters {
    private static final String OBJECTIVE = "binary:logistic";

    private static final Map<String, Numbers> NUMBERS = Map.ofEntries(
            whole("max_depth", "0 to 64", value -> value >= 0 && value <= 64),
            whole("max_leaves", "at least 0", value -> value >= 0),
            whole("max_bin", "2 to 65536", value -> value >= 2 && value <= 65536),
            whole("num_parallel_tree", "at least 1", value -> value >= 1),
            real("eta", "above 0, at most 1", value -> value > 0 && value <= 1),
            real("gamma", "at least 0", value -> value >= 0),
            real("min_child_weight", "at least 0", value -> value >= 0),
            real("max_delta_step", "at least 0", value -> value >= 0),
            real("lambda", "at least 0", value -> value >= 0),
            real("alpha", "at least 0", value -> value >= 0),
            real("scale_pos_weight", "above 0", value -> value > 0),
            real("subsample", "above 0, at most 1", value -> value > 0 && value <= 1),
            real("colsample_bytree", "above 0, at most 1", value -> value > 0 && value <= 1),
            real("colsample_bylevel", "above 0, at most 1", value -> value > 0 && value <= 1),
            real("colsample_bynode", "above 0, at most 1", value -> value > 0 && value <= 1));

    private static final Map<String, Set<String>> WORDS = Map.of(
            "objective", Set.of(OBJECTIVE),
            "booster", Set.of("gbtree"),
            "tree_method", Set.of("hist", "approx"),
            "grow_policy", Set.of("depthwise", "lossguide"),
            "sampling_method", Set.of("uniform", "gradient_based"));

    private static final Map<String, String> SET_BY = Map.ofEntries(
            Map.entry("num_round", "train.rounds"),
            Map.entry("num_rounds", "train.rounds"),
            Map.entry("num_boost_round", "train.rounds"),
            Map.entry("n_estimators", "train.rounds"),
            Map.entry("early_stopping_rounds", "train.early_stopping"),
            Map.entry("num_early_stopping_rounds", "train.early_stopping"),
            Map.entry("device", "train.device"),
            Map.entry("gpu_id", "train.device"),
            Map.entry("num_workers", "train.workers"),
            Map.entry("seed", "train.seed"),
            Map.entry("random_state", "train.seed"),
            Map.entry("learning_rate", "train.xgboost.eta"),
            Map.entry("reg_lambda", "train.xgboost.lambda"),
            Map.entry("reg_alpha", "train.xgboost.alpha"),
            Map.entry("min_split_loss", "train.xgboost.gamma"));

    private static final Map<String, String> FIXED = Map.of(
            "nthread", "Spark gives each task its cores",
            "missing", "a missing value is always NaN",
            "base_score", "it is 0.5, so that every server reads it alike",
            "eval_metric", "it is logloss, the one that adds up over workers",
            "disable_default_eval_metric", "early stopping needs the metric",
            "seed_per_iteration", "equal pins give equal bytes only with one seed",
            "validate_parameters", "they are checked here");

    private record Numbers(boolean whole, String range, DoublePredicate test) {}

    private Parameters() {}

    /** Why a parameter cannot have a value, or cannot be set at all; empty if it can. */
    public static Optional<String> refusal(String name, Object value) {
        if (SET_BY.containsKey(name)) {
            return Optional.of("parameter \"" + name + "\" is set by " + SET_BY.get(name) + "; move it there");
        } else if (FIXED.containsKey(name)) {
            return Optional.of("parameter \"" + name + "\" cannot be set: " + FIXED.get(name));
        } else if (WORDS.containsKey(name)) {
            return WORDS.get(name).contains(String.valueOf(value))
                    ? Optional.empty()
                    : refused(name, value, "one of " + String.join(", ", new TreeSet<>(WORDS.get(name))));
        } else if (NUMBERS.containsKey(name)) {
            return refusal(name, value, NUMBERS.get(name));
        }
        return Optional.of("XGBoost has no parameter \"" + name + "\""
                + Nearest.to(name, known())
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse(" that can be set here; known are " + String.join(", ", known())));
    }

    private static Optional<String> refusal(String name, Object value, Numbers allowed) {
        boolean fits = value instanceof Number number
                && allowed.test().test(number.doubleValue())
                && (!allowed.whole() || number.doubleValue() == Math.rint(number.doubleValue()));
        return fits
                ? Optional.empty()
                : refused(name, value, "a " + (allowed.whole() ? "whole " : "") + "number " + allowed.range());
    }

    private static Optional<String> refused(String name, Object value, String allowed) {
        return Optional.of("parameter " + name + " is \"" + value + "\", but must be " + allowed);
    }

    /** The definition's parameters, checked, and those that Penstock adds. */
    static Map<String, Object> of(ModelSpec spec, String device) {
        Map<String, Object> parameters = new TreeMap<>();
        spec.train().xgboost().forEach((name, value) -> parameters.put(name, checked(spec, name, value)));
        parameters.putIfAbsent("objective", OBJECTIVE);
        parameters.putIfAbsent("tree_method", "hist");
        parameters.put("base_score", 0.5);
        parameters.put("eval_metric", "logloss");
        parameters.put("seed", spec.train().seed());
        parameters.put("device", device);
        return parameters;
    }

    private static Object checked(ModelSpec spec, String name, Object value) {
        refusal(name, value).ifPresent(text -> {
            throw new UserError("model " + spec.name() + " (" + spec.at() + "): " + text);
        });
        Numbers numbers = NUMBERS.get(name);
        if (numbers == null) {
            return String.valueOf(value);
        }
        Number number = (Number) value;
        return numbers.whole() ? (Object) number.intValue() : (Object) number.doubleValue();
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(NUMBERS.keySet());
        known.addAll(WORDS.keySet());
        return known;
    }

    private static Map.Entry<String, Numbers> whole(String name, String range, DoublePredicate test) {
        return Map.entry(name, new Numbers(true, range, test));
    }

    private static Map.Entry<String, Numbers> real(String name, String range, DoublePredicate test) {
        return Map.entry(name, new Numbers(false, range, test));
    }
}
