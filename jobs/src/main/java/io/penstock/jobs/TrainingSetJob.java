package io.penstock.jobs;

import io.penstock.features.FileTrainingSet;
import io.penstock.features.FileTrainingSets;
import io.penstock.features.TrainingSets;
import io.penstock.training.ModelSpec;
import java.time.Instant;

/** Labels and the features of their moment, frozen as of an instant. */
final class TrainingSetJob {

    private TrainingSetJob() {}

    static StepResult run(RunContext context, ModelSpec model, Instant asOf) {
        TrainingSets sets = new TrainingSets(context.lake(), context.project().catalog());
        return context.step(
                "training-set",
                model.data().table(),
                () -> Outcomes.result("training-set", sets.freeze(model.data(), asOf, context.run())));
    }

    static StepResult run(RunContext context, FileTrainingSet set, Instant asOf) {
        FileTrainingSets sets = new FileTrainingSets(
                context.spark(), context.lake(), context.project().catalog());
        return context.step(
                "training-set",
                set.table(),
                () -> Outcomes.result("training-set", sets.freeze(set, asOf, context.run())));
    }
}
