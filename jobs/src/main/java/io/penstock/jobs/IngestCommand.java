package io.penstock.jobs;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "ingest", description = "Raw files of the batches asked for to gated, versioned sources.")
final class IngestCommand extends DaysCommand {

    @Parameters(arity = "0..1", paramLabel = "FEED", description = "one feed (default: all)")
    Optional<String> feed = Optional.empty();

    IngestCommand() {
        super("ingest");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return Pipeline.ingest(context, feed, range());
    }
}
