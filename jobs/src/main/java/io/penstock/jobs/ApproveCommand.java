package io.penstock.jobs;

import io.penstock.training.Act;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description = "Notes that a person agrees to a version; `train` again puts it before the gate.")
final class ApproveCommand extends RegistryCommand {

    @Parameters(index = "1", paramLabel = "VERSION", description = "the version, as `show models/MODEL` lists it")
    long version;

    ApproveCommand() {
        super("approve");
    }

    @Override
    Optional<ModelEvent> decide(ModelRegistry registry, Act act) {
        return registry.approve(model, version, reason, act);
    }
}
