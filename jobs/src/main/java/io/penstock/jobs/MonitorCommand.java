package io.penstock.jobs;

import io.penstock.base.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "monitor",
        description =
                "Whether inputs and scores still look as in training, how predictions did, and whether what is online"
                        + " is what the definitions give.")
final class MonitorCommand extends DateCommand {

    @Parameters(
            arity = "0..2",
            paramLabel = "[drift|performance|consistency] [MODEL]",
            hideParamSyntax = true,
            description = "what to look at (default: all), and one model (default: all)")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "P%",
            description = "consistency: the share of keys that is computed again (default: the models' own)")
    Optional<String> sample = Optional.empty();

    MonitorCommand() {
        super("monitor");
    }

    @Override
    List<StepResult> run(RunContext context) {
        if (words.stream().findFirst().filter("consistency"::equals).isPresent()) {
            return ConsistencyJob.run(context, date, sample.map(ConsistencyJob::sample));
        }
        Optional<Watch> watch = words.stream().findFirst().flatMap(Watch::of);
        List<String> models = words.subList(watch.isPresent() ? 1 : 0, words.size());
        if (models.size() > 1) {
            throw new UserError("monitor looks at drift, performance or consistency, not at \"" + words.get(0)
                    + "\": write monitor [drift|performance] [MODEL] or monitor consistency");
        }
        List<StepResult> steps = new ArrayList<>();
        context.project()
                .models(models.stream().findFirst())
                .forEach(model -> steps.addAll(MonitorJob.run(context, model, date, watch)));
        if (words.isEmpty()) {
            steps.addAll(ConsistencyJob.run(context, date, sample.map(ConsistencyJob::sample)));
        }
        return steps;
    }
}
