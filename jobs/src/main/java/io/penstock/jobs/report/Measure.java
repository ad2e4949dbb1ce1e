package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** A metric with its 95 % interval; both ends equal the value where there is none. */
record Measure(String metric, double value, double low, double high) {
    Measure {
        requireNonNull(metric, "metric");
    }

    public boolean hasInterval() {
        return low < high;
    }

    /** Whether less is better. */
    public boolean falls() {
        return !metric.endsWith("auc");
    }

    /** As people call it. */
    public String label() {
        return switch (metric) {
            case "auc" -> "AUC";
            case "pr_auc" -> "PR-AUC";
            case "logloss" -> "Log loss";
            case "brier" -> "Brier";
            case "ece" -> "ECE";
            default -> metric;
        };
    }

    static Optional<Measure> named(String metric, List<Measure> measures) {
        return measures.stream().filter(m -> m.metric().equals(metric)).findFirst();
    }
}
