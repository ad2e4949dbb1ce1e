package io.penstock.jobs;

import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "train",
        description = "A model from its frozen training set, measured, registered and put before the promotion gate.")
final class TrainCommand extends AsOfCommand {

    TrainCommand() {
        super("train");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return context.project().models(model).stream()
                .map(one -> TrainJob.run(context, one, asOf()))
                .toList();
    }
}
