package io.penstock.training;

import io.penstock.base.UserError;
import io.penstock.training.Decision.Against;
import io.penstock.training.Decision.Held;
import io.penstock.training.Decision.Promoted;
import io.penstock.training.Decision.Rejected;
import io.penstock.training.Decision.Waiting;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a trained model becomes champion: not if it is too good to be true, nor unless it beats the champion,
 * or, where there is none, the baseline; and only with the approvals asked for.
 */
public final class PromotionGate {
    private static final double DOMINANT = 0.3;

    private PromotionGate() {}

    /** The decision of a policy on evidence; nothing else counts. */
    public static Decision decide(Promote policy, Evidence evidence) {
        Metric metric = Metric.parse(policy.metric());
        double value = evidence.test().of(metric).value();
        Optional<Decision> stopped = heldIfTooGood(policy, metric, value, evidence)
                .or(() -> evidence.champion().isPresent()
                        ? champion(policy, metric, value, evidence.champion().get())
                        : baseline(policy, metric, value, evidence));
        return stopped.orElseGet(() -> approved(policy, metric, value, evidence));
    }

    private static Optional<Decision> heldIfTooGood(Promote policy, Metric metric, double value, Evidence evidence) {
        if (policy.heldAbove().isEmpty()) {
            return Optional.empty();
        }
        if (!metric.rises()) {
            throw new UserError("promote.held_above of model " + evidence.model() + " needs a metric that rises with"
                    + " quality (auc, pr_auc); promote.metric is " + metric.sqlName());
        }
        double limit = policy.heldAbove().get();
        if (value <= limit) {
            return Optional.empty();
        }
        String suspect = evidence.gains().isEmpty()
                ? ""
                : "; look for a leak: " + share(evidence.gains().get(0));
        return Optional.of(new Held("too good to be true: test " + metric + " " + print(value) + " > held_above "
                + plain(limit) + suspect + dominance(evidence)));
    }

    private static Optional<Decision> champion(Promote policy, Metric metric, double value, Evidence.Rival champion) {
        if (champion.metrics().isEmpty()) {
            return Optional.of(new Rejected(
                    "cannot be compared with champion version " + champion.version() + ": " + champion.obstacle()
                            + "; promote by hand if it is better",
                    Against.CHAMPION));
        }
        double theirs = champion.metrics().get().of(metric).value();
        return beaten(metric, value, theirs, policy.margin(), "champion version " + champion.version())
                .map(reason -> new Rejected(reason, Against.CHAMPION));
    }

    private static Optional<Decision> baseline(Promote policy, Metric metric, double value, Evidence evidence) {
        if (policy.first() == First.ANY) {
            return Optional.empty();
        }
        if (evidence.baseline().isEmpty()) {
            return Optional.of(new Rejected("there is no baseline to beat", Against.BASELINE));
        }
        double theirs = evidence.baseline().get().of(metric).value();
        return beaten(metric, value, theirs, policy.margin(), "the baseline")
                .map(reason -> new Rejected(reason, Against.BASELINE));
    }

    /** Why the value does not beat the rival's by the margin; empty if it does. */
    private static Optional<String> beaten(Metric metric, double value, double theirs, double margin, String rival) {
        if (metric.gain(value, theirs) >= margin && metric.gain(value, theirs) > 0) {
            return Optional.empty();
        }
        return Optional.of("test " + metric + " " + print(value) + " does not beat " + rival + " (" + print(theirs)
                + " on the same rows) by the margin " + plain(margin));
    }

    private static Decision approved(Promote policy, Metric metric, double value, Evidence evidence) {
        String reason = "test " + metric + " " + print(value) + beside(metric, value, evidence) + dominance(evidence);
        if (evidence.approvals() < policy.approvals()) {
            return new Waiting(
                    "waits for approval (" + evidence.approvals() + " of " + policy.approvals() + "): " + reason);
        }
        return new Promoted(reason);
    }

    private static String beside(Metric metric, double value, Evidence evidence) {
        Optional<Evidence.Rival> champion = evidence.champion();
        if (champion.isPresent()) {
            double theirs = champion.get().metrics().orElseThrow().of(metric).value();
            return " beats champion version " + champion.get().version() + " (" + print(theirs) + ")";
        }
        return evidence.baseline()
                .map(baseline -> baseline.of(metric).value())
                .map(theirs -> (metric.gain(value, theirs) > 0 ? " beats" : " does not beat") + " the baseline ("
                        + print(theirs) + ")")
                .orElse(", first of its model");
    }

    private static String dominance(Evidence evidence) {
        return evidence.gains().stream()
                .findFirst()
                .filter(top -> top.share() > DOMINANT)
                .map(top -> "; one input dominates: " + share(top) + ", above " + percent(DOMINANT))
                .orElse("");
    }

    private static String share(GainShare top) {
        return top.input() + " gives " + percent(top.share()) + " of the gain";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static String print(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String plain(double value) {
        return String.valueOf(value);
    }
}
