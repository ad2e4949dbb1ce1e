package io.penstock.jobs;

import io.penstock.training.Act;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "rollback", description = "Makes the champion before the present one champion again.")
final class RollbackCommand extends RegistryCommand {

    RollbackCommand() {
        super("rollback");
    }

    @Override
    Optional<ModelEvent> decide(ModelRegistry registry, Act act) {
        return Optional.of(registry.rollback(model, reason, act));
    }
}
