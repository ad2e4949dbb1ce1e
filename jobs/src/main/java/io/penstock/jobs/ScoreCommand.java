package io.penstock.jobs;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "score", description = "Predictions of the days asked for, by the models in force then.")
final class ScoreCommand extends DaysCommand {

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "one model (default: all)")
    Optional<String> model = Optional.empty();

    ScoreCommand() {
        super("score");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return context.project().models(model).stream()
                .map(one -> ScoreJob.run(context, one, range()))
                .toList();
    }
}
