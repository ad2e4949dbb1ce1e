package io.penstock.training;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a binary classifier is measured by; each is computed exactly, from the counts of every distinct score. */
public enum Metric {
    /** Share of (positive, negative) pairs in the right order, a tie counting half. */
    AUC,
    /** Average precision: precision at each distinct score, weighted by the recall it adds. */
    PR_AUC,
    /** Mean negative log-likelihood; scores are kept 1e-15 away from 0 and 1. */
    LOGLOSS,
    /** Mean squared difference of score and label. */
    BRIER,
    /** Expected calibration error over ten bins of equal width. */
    ECE;

    /** The name in files and definitions, such as {@code pr_auc}. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether more is better. */
    public boolean rises() {
        return this == AUC || this == PR_AUC;
    }

    /** How much better the first value is than the second: positive means better, whichever way the metric goes. */
    public double gain(double value, double than) {
        return rises() ? value - than : than - value;
    }

    /** Reads {@link #sqlName}. */
    public static Metric parse(String name) {
        List<String> names = Arrays.stream(values()).map(Metric::sqlName).toList();
        int at = names.indexOf(name);
        if (at < 0) {
            throw new UserError("metric \"" + name + "\" is not known" + Nearest.hint(name, names));
        }
        return values()[at];
    }

    @Override
    public String toString() {
        return this == AUC ? "AUC" : sqlName();
    }
}
