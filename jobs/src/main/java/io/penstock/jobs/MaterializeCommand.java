package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "materialize", description = "The newest published ticks into the online store.")
final class MaterializeCommand extends JobCommand {

    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "one view (default: all that have `refresh`)")
    Optional<String> view = Optional.empty();

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "the UTC day at whose end the newest tick is sought")
    LocalDate date;

    MaterializeCommand() {
        super("materialize");
    }

    @Override
    Optional<DateRange> days() {
        return Optional.of(new DateRange(date, date));
    }

    @Override
    List<StepResult> run(RunContext context) {
        return Pipeline.materialize(context, view, date);
    }
}
