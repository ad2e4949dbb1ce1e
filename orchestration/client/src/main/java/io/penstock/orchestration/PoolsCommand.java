package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Pool;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pools}: lists them, or makes some that are missing. */
@Command(name = "pools", description = "Lists the pools; makes those that are missing.")
final class PoolsCommand extends AskCommand {

    @Option(
            names = "--create",
            paramLabel = "NAME=SLOTS",
            description = "a pool; there already with these slots, it stays")
    Map<String, Integer> create = Map.of();

    @Override
    Told ask(Airflow airflow) {
        create.forEach((name, slots) -> make(airflow, name, slots));
        Table table = new Table("pool", "slots", "description");
        new Dags(airflow).pools().forEach(pool -> table.row(pool.getName(), pool.getSlots(), pool.getDescription()));
        return Told.of(table);
    }

    private static void make(Airflow airflow, String name, int slots) {
        if (slots < 1) {
            throw Unsuccessful.refused("--create " + name + "=" + slots + ": a pool has at least one slot");
        }
        Pool wanted = new Pool().name(name).slots(slots).includeDeferred(false);
        try {
            airflow.change("pool " + name, api -> api.createPool(wanted));
        } catch (ErrorAnswer answer) {
            if (answer.status() != ErrorAnswer.CONFLICT) {
                throw answer;
            }
            Optional<Pool> there = new Dags(airflow)
                    .pools().stream()
                            .filter(pool -> name.equals(pool.getName()))
                            .findFirst();
            if (there.isEmpty() || there.get().getSlots() != slots) {
                throw Unsuccessful.refused("there is a pool " + name + " already, with "
                        + there.map(pool -> pool.getSlots() + " slots").orElse("a name like it")
                        + "; change it in Airflow's pages");
            }
        }
    }
}
