package io.penstock.jobs;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "materialize", description = "The newest published ticks into the online store.")
final class MaterializeCommand extends DateCommand {

    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "one view (default: all that have `refresh`)")
    Optional<String> view = Optional.empty();

    MaterializeCommand() {
        super("materialize");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return Pipeline.materialize(context, view, date);
    }
}
