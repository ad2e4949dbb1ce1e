package io.penstock.training;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/** XGBoost's parameters as a definition may set them; XGBoost itself would ignore an unknown one without a word. */
final class Parameters {
    static final String OBJECTIVE = "binary:logistic";

    private static final Map<String, Allowed> NUMBERS = Map.ofEntries(
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

    private static final Map<String, TreeSet<String>> WORDS = Map.of(
            "objective", words(OBJECTIVE),
            "tree_method", words("hist", "approx"),
            "grow_policy", words("depthwise", "lossguide"),
            "sampling_method", words("uniform", "gradient_based"));

    /** What Penstock sets itself, and where a definition says it instead. */
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("num_round", "train.rounds"),
            Map.entry("num_boost_round", "train.rounds"),
            Map.entry("n_estimators", "train.rounds"),
            Map.entry("early_stopping_rounds", "train.early_stopping"),
            Map.entry("num_early_stopping_rounds", "train.early_stopping"),
            Map.entry("device", "train.device"),
            Map.entry("num_workers", "train.workers"),
            Map.entry("seed", "train.seed"),
            Map.entry("learning_rate", "eta"),
            Map.entry("reg_lambda", "lambda"),
            Map.entry("reg_alpha", "alpha"),
            Map.entry("nthread", "spark.task.cpus"),
            Map.entry("missing", "null in the data"),
            Map.entry("base_score", "nothing: it is 0.5, so that every server reads it alike"),
            Map.entry("eval_metric", "nothing: it is logloss, the one metric that adds up over workers"));

    private record Allowed(boolean whole, String range, DoublePredicate test) {}

    private Parameters() {}

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
        String where = "train.xgboost." + name + " of model " + spec.name() + " (" + spec.at() + ")";
        if (OURS.containsKey(name)) {
            throw new UserError(where + " is not set here; use " + OURS.get(name));
        }
        if (WORDS.containsKey(name)) {
            if (!WORDS.get(name).contains(String.valueOf(value))) {
                throw new UserError(where + " is " + value + "; allowed: " + String.join(", ", WORDS.get(name)));
            }
            return String.valueOf(value);
        }
        Allowed allowed = NUMBERS.get(name);
        if (allowed == null) {
            TreeSet<String> names = new TreeSet<>(NUMBERS.keySet());
            names.addAll(WORDS.keySet());
            throw new UserError(where + " is no parameter that Penstock knows" + Nearest.hint(name, names));
        }
        if (!(value instanceof Number number)
                || !allowed.test().test(number.doubleValue())
                || (allowed.whole() && number.doubleValue() != Math.rint(number.doubleValue()))) {
            throw new UserError(where + " is " + value + "; allowed: a " + (allowed.whole() ? "whole " : "") + "number "
                    + allowed.range());
        }
        return allowed.whole() ? (Object) number.intValue() : (Object) number.doubleValue();
    }

    private static Map.Entry<String, Allowed> whole(String name, String range, DoublePredicate test) {
        return Map.entry(name, new Allowed(true, range, test));
    }

    private static Map.Entry<String, Allowed> real(String name, String range, DoublePredicate test) {
        return Map.entry(name, new Allowed(false, range, test));
    }

    private static TreeSet<String> words(String... words) {
        return new TreeSet<>(java.util.List.of(words));
    }
}
