package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Run;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code status DAG [RUN]}: the newest runs, or a run with its tasks. It ends with 0 whatever became of them. */
@Command(name = "status", description = "The newest runs of a DAG, or the tasks of one run.")
final class StatusCommand extends AskCommand {
    private static final int NEWEST = 20;

    @Parameters(index = "0", paramLabel = "DAG", description = "its id")
    String dag;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "a run's id")
    Optional<String> run = Optional.empty();

    @Override
    Told ask(Airflow airflow) {
        Runs runs = new Runs(airflow);
        return run.map(id -> tasks(runs.outcome(runs.named(dag, id)))).orElseGet(() -> newest(runs));
    }

    private Told newest(Runs runs) {
        Table table = new Table("run", "state", "type", "date", "started", "ended");
        for (Run found : runs.newest(dag, NEWEST)) {
            Object date = found.getConf() == null ? null : found.getConf().get("run_date");
            table.row(
                    found.getDagRunId(),
                    found.getState(),
                    found.getRunType(),
                    date == null ? found.getLogicalDate() : date,
                    found.getStartDate(),
                    found.getEndDate());
        }
        return Told.of(table);
    }

    private static Told tasks(Outcome outcome) {
        Table table = new Table("task", "state", "tries");
        outcome.tasks().forEach(task -> table.row(task.id(), task.state(), task.tries()));
        return new Told(Exit.OK, (outcome.tasks().isEmpty() ? "" : table.text()) + outcome.text(), outcome.json());
    }
}
