package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "A static site: what is wrong, gates, features, models, drift, consistency, lineage.")
final class ReportCommand extends JobCommand {

    @Option(names = "--to", paramLabel = "DIR", description = "the folder to write (default: report, in the project)")
    Optional<Path> folder = Optional.empty();

    @Option(names = "--open", description = "open it in the browser of this machine")
    boolean open;

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
        StepResult result = ReportJob.run(context, to);
        if (open) {
            context.console().say(PageOpener.of(System.getProperty("os.name")).open(to.resolve("index.html")));
        }
        return List.of(result);
    }
}
