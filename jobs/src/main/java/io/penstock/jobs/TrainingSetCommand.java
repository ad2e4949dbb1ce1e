package io.penstock.jobs;

import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "training-set",
        description = "Labels with the features of their moment, frozen as of the end of a day.")
final class TrainingSetCommand extends AsOfCommand {

    TrainingSetCommand() {
        super("training-set");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return context.project().models(model).stream()
                .map(one -> TrainingSetJob.run(context, one, asOf()))
                .toList();
    }
}
