package io.penstock.jobs;

import io.penstock.training.Act;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "promote", description = "Makes a version champion by hand.")
final class PromoteCommand extends RegistryCommand {

    @Parameters(index = "1", paramLabel = "VERSION", description = "the version, as `show models/MODEL` lists it")
    long version;

    PromoteCommand() {
        super("promote");
    }

    @Override
    Optional<ModelEvent> decide(ModelRegistry registry, Act act) {
        return registry.promote(model, version, reason, act);
    }
}
