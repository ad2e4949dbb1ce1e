package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.training.Act;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's decision about a model, kept as an event in {@code meta/models}. */
abstract class RegistryCommand extends JobCommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
    String model;

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "counts for dates scored after this UTC day")
    LocalDate date;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for those who read it later")
    String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "who decides (default: the user's name)")
    String by = System.getProperty("user.name");

    private final String step;

    RegistryCommand(String step) {
        super(step);
        this.step = step;
    }

    abstract Optional<ModelEvent> decide(ModelRegistry registry, Act act);

    @Override
    final Optional<DateRange> days() {
        return Optional.of(new DateRange(date, date));
    }

    @Override
    final List<StepResult> run(RunContext context) {
        ModelSpec spec = context.project().model(model);
        String table = "models/" + spec.name();
        Act act = new Act(
                by, new DateRange(date, date).end(), Optional.of(context.run().id()));
        return List.of(context.step(step, table, () -> decide(ModelRegistry.of(context.lake()), act)
                .map(event -> result(table, event))
                .orElseGet(() ->
                        StepResult.of(step, table, Verdict.NOTHING_TO_DO, List.of("that is how it stands already")))));
    }

    private StepResult result(String table, ModelEvent event) {
        return new StepResult(
                step,
                table,
                Verdict.OK,
                Optional.of(new TableVersion(table, event.version())),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                0);
    }
}
