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
        description = "Runs the tasks of a run again: all, or the failed ones or some, with what needs them.")
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

    @Option(names = "--only-failed", description = "those that failed, or could not run for that, and what needs them")
    boolean onlyFailed;

    @Option(names = "--dry-run", description = "only say which they would be")
    boolean dryRun;

    @Override
    Told ask(Airflow airflow) {
        Runs runs = new Runs(airflow);
        runs.named(dag, run);
        List<TaskInstance> before = runs.instances(dag, run);
        refuseUnknown(before);
        List<TaskInstance> cleared = clear(airflow);
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

    private List<TaskInstance> clear(Airflow airflow) {
        if (!onlyFailed) {
            return ask(airflow, tasks, dryRun, false);
        }
        // what needs a failed task may have succeeded without it, as the report of the run does
        List<String> failed = ask(airflow, tasks, true, true).stream()
                .map(TaskInstance::getTaskId)
                .distinct()
                .toList();
        return failed.isEmpty() ? List.of() : ask(airflow, failed, dryRun, false);
    }

    /** Each of these has another default elsewhere in the API; the run is named, so nothing else is touched. */
    private List<TaskInstance> ask(Airflow airflow, List<String> of, boolean dry, boolean failed) {
        Clear clear = new Clear()
                .dagRunId(run)
                .taskIds(of.isEmpty() ? null : of)
                .dryRun(dry)
                .onlyFailed(failed)
                .includeDownstream(!of.isEmpty())
                .resetDagRuns(true);
        return airflow.change("clear of " + run, api -> api.clear(dag, clear)).getTaskInstances();
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
