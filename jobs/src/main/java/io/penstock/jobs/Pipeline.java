package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps that belong together, in the order in which each needs the one before. */
final class Pipeline {

    private Pipeline() {}

    /** Every feed's batches, then every published view's days. */
    static List<StepResult> build(RunContext context, DateRange days) {
        List<StepResult> steps = new ArrayList<>();
        IngestJob.feeds(context.project(), Optional.empty())
                .forEach(feed -> steps.addAll(IngestJob.run(context, feed, days)));
        FeaturesJob.views(context.project(), Optional.empty())
                .forEach(view -> steps.add(FeaturesJob.run(context, view, days)));
        return steps;
    }

    /** All that is due for days in one session, training excepted; models never promoted are left out. */
    static List<StepResult> due(RunContext context, DateRange days) {
        List<StepResult> steps = build(context, days);
        context.project().models(Optional.empty()).forEach(model -> {
            steps.add(ScoreJob.run(context, model, days));
            steps.add(MonitorJob.run(context, model, days.to()));
        });
        return steps;
    }
}
