package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Together;
import io.penstock.base.UserError;
import io.penstock.training.ModelSpec;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole line on a year of real flights, from an empty lake to a report. */
@Command(name = "demo", description = "Runs examples/flights from raw files to a report.")
final class DemoCommand extends JobCommand {

    private static final DateRange PAST = new DateRange(LocalDate.of(2013, 1, 1), LocalDate.of(2013, 9, 30));
    private static final DateRange OCTOBER = new DateRange(LocalDate.of(2013, 10, 1), LocalDate.of(2013, 10, 31));
    /** The last label of October is known two days after its end. */
    private static final LocalDate MATURED = LocalDate.of(2013, 11, 2);

    @Option(names = "--force", description = "empty the lake first and compute all again")
    boolean force;

    DemoCommand() {
        super("demo");
    }

    @Override
    Optional<DateRange> days() {
        return Optional.of(new DateRange(PAST.from(), OCTOBER.to()));
    }

    @Override
    Project open() {
        String home = System.getProperty("penstock.home");
        if (home != null && penstock.project.toString().isEmpty()) {
            penstock.project = Path.of(home, "examples", "flights");
        }
        Project project = penstock.open();
        if (force) {
            DemoState.empty(project);
        }
        return project;
    }

    @Override
    List<StepResult> run(RunContext context) {
        try {
            return all(context);
        } catch (UserError e) {
            throw new UserError(
                    e.getMessage() + ". Where the lake is that of an older demo, `penstock demo --force` begins anew",
                    e);
        }
    }

    private static List<StepResult> all(RunContext context) {
        Console console = context.console();
        List<StepResult> steps = new ArrayList<>();
        console.say("January to September: ingest and features, each in one pass");
        steps.addAll(Pipeline.build(context, PAST));
        console.say("Training, as of the end of September");
        List<ModelSpec> models = context.project().models(Optional.empty());
        models.forEach(model -> steps.add(TrainingSetJob.run(context, model, PAST.end())));
        console.say(
                "While it trains on the frozen set: October's ingest and features; then scores and what watches them");
        Together.both(
                        () -> models.stream()
                                .map(model -> TrainJob.run(context, model, PAST.end()))
                                .toList(),
                        () -> Pipeline.build(context, OCTOBER),
                        List::of)
                .forEach(steps::addAll);
        steps.addAll(Pipeline.use(context, OCTOBER, MATURED));
        steps.add(ReportJob.run(context, context.root().resolve("report")));
        return steps;
    }
}
