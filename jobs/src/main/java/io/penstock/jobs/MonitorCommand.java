package io.penstock.jobs;

import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "monitor", description = "How predictions did, once their labels have matured.")
final class MonitorCommand extends AsOfCommand {

    MonitorCommand() {
        super("monitor");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return context.project().models(model).stream()
                .map(one -> MonitorJob.run(context, one, date))
                .toList();
    }
}
