package io.penstock.jobs;

import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description =
                "All that is due for the days asked for, in one session: ingest, features, materialize, score, monitor (not training).")
final class RunCommand extends DaysCommand {

    RunCommand() {
        super("run");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return Pipeline.due(context, range());
    }
}
