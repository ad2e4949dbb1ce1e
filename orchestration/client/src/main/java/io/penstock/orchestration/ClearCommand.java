package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Clear;
import io.penstock.orchestration.airflow.model.TaskInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clear DAG RUN}: runs tasks of a run again, and with a task those that need it. */
@Command(
        name = "clear",
        description = "Runs the tasks of a run again: all, the failed ones, or some with what needs them.")
final class ClearCommand extends AskCommand {

    @Parameters(index = "0", paramLabel = "DAG", description = "its id")
    String dag;

    @Parameters(index = "1", paramLabel = "RUN", description = "the run's id")
    String run;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "this task and what needs it; more than one may be given")
    List<String> tasks = new ArrayList<>();

    @Option(names = "--only-failed", description = "only those that failed, or could not run for that")
    boolean onlyFailed;

    @Option(names = "--dry-run", description = "only say which they would be")
    boolean dryRun;

    @Override
    Told ask(Airflow airflow) {
        Runs runs = new Runs(airflow);
        runs.named(dag, run);
        List<TaskInstance> before = runs.instances(dag, run);
        refuseUnknown(before);
        // Each of these has another default elsewhere in the API; the run is named, so nothing else is touched.
        Clear clear = new Clear()
                .dagRunId(run)
                .taskIds(tasks.isEmpty() ? null : tasks)
                .dryRun(dryRun)
                .onlyFailed(onlyFailed)
                .includeDownstream(!tasks.isEmpty())
                .resetDagRuns(true);
        List<TaskInstance> cleared =
                airflow.change("clear of " + run, api -> api.clear(dag, clear)).getTaskInstances();
        Table table = new Table("task", "state before");
        List<String> ids = cleared.stream().map(Runs::id).toList();
        before.stream()
                .filter(task -> ids.contains(Runs.id(task)))
                .forEach(task -> table.row(Runs.id(task), Runs.state(task)));
        String said = cleared.isEmpty()
                ? "nothing of run " + run + " is to be cleared\n"
                : table.text() + cleared.size() + (dryRun ? " would be cleared\n" : " cleared, they run again\n");
        return new Told(Exit.OK, said, table.json());
    }

    private void refuseUnknown(List<TaskInstance> there) {
        List<String> known =
                there.stream().map(TaskInstance::getTaskId).distinct().toList();
        List<String> unknown =
                tasks.stream().filter(task -> !known.contains(task)).toList();
        if (!unknown.isEmpty()) {
            throw Unsuccessful.refused("run %s has no task \"%s\"; it has %s"
                    .formatted(run, unknown.get(0), known.stream().collect(Collectors.joining(", "))));
        }
    }
}
