package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "report", description = "One static page: gates, features, models, predictions, lineage.")
final class ReportCommand extends JobCommand {

    @Option(names = "--to", paramLabel = "DIR", description = "the folder to write (default: report, in the project)")
    Optional<Path> folder = Optional.empty();

    ReportCommand() {
        super("report");
    }

    @Override
    Optional<DateRange> days() {
        return Optional.empty();
    }

    @Override
    List<StepResult> run(RunContext context) {
        Path to = folder.orElseGet(() -> context.root().resolve("report"));
        return List.of(ReportJob.run(context, to));
    }
}
