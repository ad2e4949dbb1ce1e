package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Together;
import io.penstock.base.Verdict;
import io.penstock.scoring.BatchScorer;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Steps that belong together, in the order in which each needs the one before. */
final class Pipeline {

    private Pipeline() {}

    /** Every feed's batches, then every published view's days. */
    static List<StepResult> build(RunContext context, DateRange days) {
        List<StepResult> steps = new ArrayList<>(ingest(context, Optional.empty(), days));
        steps.addAll(features(context, Optional.empty(), days));
        return steps;
    }

    /** The batches of a feed, or of all. */
    static List<StepResult> ingest(RunContext context, Optional<String> name, DateRange days) {
        return Together.map(IngestJob.feeds(context.project(), name), feed -> IngestJob.run(context, feed, days))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The days of a published view, or of all. */
    static List<StepResult> features(RunContext context, Optional<String> name, DateRange days) {
        return Together.map(FeaturesJob.views(context.project(), name), view -> FeaturesJob.run(context, view, days));
    }

    /** The newest tick of a published view, or of all, into the project's online store. */
    static List<StepResult> materialize(RunContext context, Optional<String> name, LocalDate date) {
        return Together.map(
                FeaturesJob.views(context.project(), name), view -> MaterializeJob.run(context, view, date));
    }

    /** All that is due for days in one session, training excepted. */
    static List<StepResult> due(RunContext context, DateRange days) {
        List<StepResult> steps = build(context, days);
        steps.addAll(use(context, days, days.to()));
        return steps;
    }

    /**
     * What days' features are built for, side by side: they are put online, where the project has a store, and scored by
     * every model that was ever promoted; each is then watched.
     *
     * @param labelled as of when matured predictions are measured
     */
    static List<StepResult> use(RunContext context, DateRange days, LocalDate labelled) {
        return Together.both(() -> serve(context, days), () -> score(context, days, labelled), (served, scored) -> {
            List<StepResult> steps = new ArrayList<>(served);
            steps.addAll(scored);
            return steps;
        });
    }

    private static List<StepResult> serve(RunContext context, DateRange days) {
        if (context.project().onlineStore().isEmpty()) {
            return List.of();
        }
        List<StepResult> steps = new ArrayList<>(materialize(context, Optional.empty(), days.to()));
        steps.addAll(ConsistencyJob.served(context, days.to(), Optional.empty()));
        return steps;
    }

    private static List<StepResult> score(RunContext context, DateRange days, LocalDate labelled) {
        List<StepResult> steps = new ArrayList<>();
        ModelRegistry registry = ModelRegistry.of(context.lake());
        for (ModelSpec model : context.project().models(Optional.empty())) {
            if (registry.championAt(model.name(), days.end()).isEmpty()) {
                steps.add(StepResult.of(
                        "score",
                        BatchScorer.table(model),
                        Verdict.NOTHING_TO_DO,
                        List.of("no version of " + model.name() + " was ever promoted: train one first")));
            } else {
                steps.add(ScoreJob.run(context, model, days));
                steps.addAll(Together.map(watches(context, model, days.to(), labelled), Supplier::get));
            }
        }
        return steps;
    }

    private static List<Supplier<StepResult>> watches(
            RunContext context, ModelSpec model, LocalDate date, LocalDate labelled) {
        return List.of(
                () -> MonitorJob.run(context, model, date, Watch.DRIFT),
                () -> MonitorJob.run(context, model, labelled, Watch.PERFORMANCE),
                () -> ConsistencyJob.fed(context, model, date));
    }
}
