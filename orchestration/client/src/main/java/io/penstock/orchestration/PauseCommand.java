package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Dag;
import io.penstock.orchestration.airflow.model.DagPatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pause DAG}. */
@Command(name = "pause", description = "Takes a DAG out of the schedule; what runs goes on to its end.")
final class PauseCommand extends AskCommand {

    @Parameters(paramLabel = "DAG", description = "its id")
    String dag;

    @Override
    Told ask(Airflow airflow) {
        Dag found = new Dags(airflow).patch(dag, new DagPatch().isPaused(true));
        Table table = new Table("dag", "paused").row(found.getDagId(), found.getIsPaused());
        return new Told(Exit.OK, "DAG " + dag + " is paused\n", table.json());
    }
}
