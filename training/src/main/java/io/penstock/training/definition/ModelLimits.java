package io.penstock.training.definition;

import io.penstock.base.Durations;
import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.Problems;
import io.penstock.features.Split;
import io.penstock.training.Decide;
import io.penstock.training.ModelSpec;
import io.penstock.training.Response;
import java.time.Duration;
import java.time.LocalDate;

/** The numbers, lengths and dates of a model that are of the right type and make no sense. */
final class ModelLimits {

    private final ModelSpec model;
    private final Fields fields;
    private final Problems problems;

    private ModelLimits(ModelSpec model, Fields fields, Problems problems) {
        this.model = model;
        this.fields = fields;
        this.problems = problems;
    }

    static void check(ModelSpec model, Fields fields, Problems problems) {
        ModelLimits limits = new ModelLimits(model, fields, problems);
        limits.split();
        limits.train();
        limits.decide();
        limits.promote();
        limits.monitor();
    }

    private void split() {
        if (!fields.has("split")) {
            return;
        }
        Fields split = fields.below("split");
        if (model.data().split() instanceof Split.Back back) {
            positive(back.test(), "split.test", "that part would be empty", split.at("test"));
            positive(back.validation(), "split.validation", "that part would be empty", split.at("validation"));
        } else if (model.data().split() instanceof Split.Dates dates) {
            LocalDate from = model.data().spine().from();
            ascending("spine.from", from, "split.validation_from", dates.validationFrom(), split);
            ascending("split.validation_from", dates.validationFrom(), "split.test_from", dates.testFrom(), split);
            dates.until()
                    .ifPresent(until -> ascending("split.test_from", dates.testFrom(), "split.until", until, split));
        }
    }

    private void train() {
        Fields train = fields.below("train");
        atLeast(train, "rounds", model.train().rounds(), 1);
        atLeast(train, "early_stopping", model.train().earlyStopping(), 0);
        atLeast(train, "workers", model.train().workers(), 1);
    }

    private void decide() {
        if (model.decide() instanceof Decide.Cost cost) {
            Fields costs = fields.below("decide").below("cost");
            notNegative(costs, "false_positive", cost.falsePositive(), "a wrong yes would be a gain");
            notNegative(costs, "false_negative", cost.falseNegative(), "a wrong no would be a gain");
            if (cost.falsePositive() == 0 && cost.falseNegative() == 0) {
                problems.add(fields.below("decide").at("cost"), "no mistake costs anything; give one of them a cost");
            }
        }
    }

    private void promote() {
        Fields promote = fields.below("promote");
        atLeast(promote, "approvals", model.promote().approvals(), 0);
        notNegative(promote, "margin", model.promote().margin(), "a worse model would be promoted");
        model.promote().heldAbove().ifPresent(limit -> {
            if (limit <= 0) {
                problems.add(
                        promote.at("held_above"),
                        "held_above is " + limit + ", so no model could ever be promoted or every one be held; make it"
                                + " more than 0");
            }
        });
    }

    private void monitor() {
        model.monitor().ifPresent(monitor -> {
            Fields section = fields.below("monitor");
            positive(monitor.window(), "monitor.window", "nothing would be looked at", section.at("window"));
            monitor.drift()
                    .filter(drift -> drift.psi() <= 0)
                    .ifPresent(drift -> problems.add(
                            section.below("drift").at("psi"),
                            "psi is " + drift.psi()
                                    + ", so every column would have drifted; make it more than 0, such as" + " 0.1"));
            monitor.consistency()
                    .filter(consistency -> consistency.response() == Response.RETRAIN)
                    .ifPresent(consistency -> problems.add(
                            section.below("consistency").at("response"),
                            "response is retrain, but values that disagree are no reason to train on them; make it"
                                    + " alert, block or fallback"));
        });
    }

    private void positive(Duration duration, String what, String consequence, Location at) {
        if (duration.isZero()) {
            problems.add(at, what + " is " + Durations.print(duration) + ", so " + consequence + "; make it longer");
        }
    }

    private void ascending(String what, LocalDate earlier, String next, LocalDate later, Fields split) {
        if (!earlier.isBefore(later) && !later.equals(LocalDate.MAX) && !earlier.equals(LocalDate.MAX)) {
            problems.add(split.at(), next + " is " + later + ", but must lie after " + what + ", " + earlier);
        }
    }

    private void notNegative(Fields section, String key, double value, String consequence) {
        if (value < 0) {
            problems.add(section.at(key), key + " is " + value + ", so " + consequence + "; make it 0 or more");
        }
    }

    private void atLeast(Fields section, String key, int value, int least) {
        if (section.has(key) && value < least) {
            problems.add(section.at(key), key + " is " + value + ", but must be at least " + least);
        }
    }
}
