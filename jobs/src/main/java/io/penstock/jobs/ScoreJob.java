package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.scoring.BatchScorer;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;

/** Spine rows of a range of days to predictions, one slice a day, in one pass. */
final class ScoreJob {

    private ScoreJob() {}

    static StepResult run(RunContext context, ModelSpec model, DateRange days) {
        BatchScorer scorer =
                new BatchScorer(context.lake(), context.project().catalog(), ModelRegistry.of(context.lake()));
        return context.step(
                "score",
                BatchScorer.table(model),
                () -> Outcomes.result("score", scorer.score(model, days, context.run())));
    }
}
