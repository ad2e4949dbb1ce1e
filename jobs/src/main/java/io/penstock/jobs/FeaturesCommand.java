package io.penstock.jobs;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "features", description = "Published ticks of feature views for the days asked for, in one pass.")
final class FeaturesCommand extends DaysCommand {

    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "one view (default: all that have `refresh`)")
    Optional<String> view = Optional.empty();

    FeaturesCommand() {
        super("features");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return Pipeline.features(context, view, range());
    }
}
