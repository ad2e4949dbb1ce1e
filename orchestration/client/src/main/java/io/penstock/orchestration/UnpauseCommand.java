package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Dag;
import io.penstock.orchestration.airflow.model.DagPatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unpause DAG}. */
@Command(name = "unpause", description = "Puts a DAG into the schedule.")
final class UnpauseCommand extends AskCommand {

    @Parameters(paramLabel = "DAG", description = "its id")
    String dag;

    @Override
    Told ask(Airflow airflow) {
        Dag found = new Dags(airflow).patch(dag, new DagPatch().isPaused(false));
        Table table = new Table("dag", "paused").row(found.getDagId(), found.getIsPaused());
        return new Told(Exit.OK, "DAG " + dag + " is scheduled\n", table.json());
    }
}
