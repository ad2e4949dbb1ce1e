package io.penstock.jobs;

import io.penstock.training.Act;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "retire",
        description = "Takes a version out of use: it scores no more, and `vacuum` may remove what it was made of.")
final class RetireCommand extends RegistryCommand {

    @Parameters(
            index = "1",
            paramLabel = "VERSION",
            description = "the version; the champion in force cannot be retired")
    long version;

    RetireCommand() {
        super("retire");
    }

    @Override
    Optional<ModelEvent> decide(ModelRegistry registry, Act act) {
        return registry.retire(model, version, reason, act);
    }
}
