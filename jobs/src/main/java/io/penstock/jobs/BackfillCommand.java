package io.penstock.jobs;

import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "backfill", description = "Ingest and features of a range of days, each in one pass.")
final class BackfillCommand extends DaysCommand {

    BackfillCommand() {
        super("backfill");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return Pipeline.build(context, range());
    }
}
