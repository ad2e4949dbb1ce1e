package io.penstock.jobs;

import io.penstock.base.Together;
import io.penstock.base.UserError;
import io.penstock.features.FeatureRef;
import io.penstock.features.FeatureView;
import io.penstock.features.KeySample;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import io.penstock.lake.MetaTable;
import io.penstock.scoring.ConsistencyMonitor;
import io.penstock.scoring.ServingSkew;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.Monitor;
import io.penstock.training.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether what is online is what the definitions give, and whether the scorer was fed as training is. */
final class ConsistencyJob {
    /** Where no model declares one. */
    private static final Monitor.Consistency DEFAULT = new Monitor.Consistency(0.05, Response.ALERT);

    private ConsistencyJob() {}

    /** Every view, then every model, each a step; {@code sample} goes before the models' own. */
    static List<StepResult> run(RunContext context, LocalDate date, Optional<KeySample> sample) {
        List<StepResult> steps = new ArrayList<>(served(context, date, sample));
        context.project().models().values().forEach(model -> steps.add(fed(context, model, date)));
        return steps;
    }

    /** Every published view, where the project has an online store. */
    static List<StepResult> served(RunContext context, LocalDate date, Optional<KeySample> sample) {
        return context.project()
                .onlineStore()
                .map(setting -> Together.map(
                        FeaturesJob.views(context.project(), Optional.empty()),
                        view -> online(context, setting, view, date, sample)))
                .orElse(List.of());
    }

    /** What the scorer of a model was fed. */
    static StepResult fed(RunContext context, ModelSpec model, LocalDate date) {
        ServingSkew skew =
                new ServingSkew(context.lake(), context.project().catalog(), ModelRegistry.of(context.lake()));
        Response response =
                model.monitor().flatMap(Monitor::consistency).orElse(DEFAULT).response();
        return step(context, () -> skew.check(model, response, date, context.run()));
    }

    private static StepResult online(
            RunContext context, OnlineSetting setting, FeatureView view, LocalDate date, Optional<KeySample> sample) {
        Monitor.Consistency declared = declared(context, view);
        KeySample share = sample.orElseGet(() -> new KeySample(declared.sample()));
        ConsistencyMonitor monitor =
                new ConsistencyMonitor(context.lake(), context.project().catalog());
        return step(context, () -> {
            try (OnlineStore store = OnlineStore.open(setting.from(context.root()))) {
                return monitor.check(view, store, share, declared.response(), date, context.run());
            }
        });
    }

    /** The share that a text such as {@code 5%} names. */
    static KeySample sample(String text) {
        if (!text.matches("\\d+(\\.\\d+)?%")) {
            throw new UserError("--sample takes a share of the keys such as 5% or 100%, not \"" + text + "\"");
        }
        return new KeySample(Double.parseDouble(text.substring(0, text.length() - 1)) / 100);
    }

    private static StepResult step(RunContext context, Supplier<ConsistencyMonitor.Checked> check) {
        return context.step("monitor consistency", MetaTable.CONSISTENCY.table(), () -> {
            ConsistencyMonitor.Checked checked = check.get();
            checked.signal().ifPresent(signal -> context.project().notifying().tell(signal.text(), context.console()));
            return Outcomes.result("monitor consistency", checked.outcome());
        });
    }

    /** Of the models that use the view the greatest sample, with its response. */
    private static Monitor.Consistency declared(RunContext context, FeatureView view) {
        return context.project().models().values().stream()
                .filter(model ->
                        model.data().features().stream().map(FeatureRef::view).anyMatch(view.name()::equals))
                .flatMap(model -> model.monitor().flatMap(Monitor::consistency).stream())
                .max(Comparator.comparingDouble(Monitor.Consistency::sample))
                .orElse(DEFAULT);
    }
}
