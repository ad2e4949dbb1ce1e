package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Together;
import io.penstock.base.Verdict;
import io.penstock.scoring.BatchScorer;
import io.penstock.training.ModelRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * All that is due for days in one session, training excepted; models never promoted are left out, and so is the
     * online store where the project has none.
     */
    static List<StepResult> due(RunContext context, DateRange days) {
        List<StepResult> steps = build(context, days);
        if (context.project().onlineStore().isPresent()) {
            steps.addAll(materialize(context, Optional.empty(), days.to()));
        }
        ModelRegistry registry = ModelRegistry.of(context.lake());
        context.project().models(Optional.empty()).forEach(model -> {
            if (registry.championAt(model.name(), days.end()).isEmpty()) {
                steps.add(StepResult.of(
                        "score",
                        BatchScorer.table(model),
                        Verdict.NOTHING_TO_DO,
                        List.of("no version of " + model.name() + " was ever promoted: train one first")));
                return;
            }
            steps.add(ScoreJob.run(context, model, days));
            steps.addAll(MonitorJob.run(context, model, days.to()));
        });
        return steps;
    }
}
