package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Run;
import io.penstock.orchestration.airflow.model.TaskInstance;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of DAGs and what their tasks tell. */
final class Runs {
    private static final String TOLD = "return_value";
    private static final String BLOCKED = "blocked";

    private final Airflow airflow;

    Runs(Airflow airflow) {
        this.airflow = airflow;
    }

    Optional<Run> find(String dag, String run) {
        return airflow.find("run " + run + " of " + dag, api -> api.run(dag, run));
    }

    Run named(String dag, String run) {
        return find(dag, run).orElseThrow(() -> {
            new Dags(airflow).named(dag);
            return Unsuccessful.refused(
                    "DAG %s has no run \"%s\"; `penstock airflow status %s` lists its runs".formatted(dag, run, dag));
        });
    }

    /** The newest runs, newest first. */
    List<Run> newest(String dag, int count) {
        new Dags(airflow).named(dag);
        return airflow.read("runs of " + dag, api -> api.runs(dag, count, 0, List.of("-run_after"), null, null))
                .getDagRuns();
    }

    /** The runs whose logical date lies between two instants, both included, by date. */
    List<Run> between(String dag, OffsetDateTime from, OffsetDateTime to) {
        return Pages.all(offset -> {
            var page = airflow.read(
                    "runs of " + dag, api -> api.runs(dag, Pages.SIZE, offset, List.of("logical_date"), from, to));
            return new Pages.Page<>(page.getDagRuns(), page.getTotalEntries());
        });
    }

    /** A run with its tasks; of those that failed, what they told. */
    Outcome outcome(Run run) {
        List<TaskEnd> tasks = instances(run.getDagId(), run.getDagRunId()).stream()
                .map(task -> end(run, task))
                .toList();
        return new Outcome(run.getDagId(), run.getDagRunId(), String.valueOf(run.getState()), tasks);
    }

    List<TaskInstance> instances(String dag, String run) {
        return Pages.all(from -> {
            var page = airflow.read("tasks of run " + run, api -> api.taskInstances(dag, run, Pages.SIZE, from));
            return new Pages.Page<>(page.getTaskInstances(), page.getTotalEntries());
        });
    }

    static String id(TaskInstance task) {
        Integer index = task.getMapIndex();
        return task.getTaskId() + (index == null || index < 0 ? "" : "[" + index + "]");
    }

    static String state(TaskInstance task) {
        return task.getState() == null ? "none" : task.getState();
    }

    private TaskEnd end(Run run, TaskInstance task) {
        int tries = task.getTryNumber() == null ? 0 : task.getTryNumber();
        if (!state(task).equals("failed")) {
            return new TaskEnd(id(task), state(task), tries, Optional.empty(), List.of());
        }
        Optional<Map<?, ?>> told = told(run, task);
        String note = task.getNote() == null ? "" : task.getNote().strip();
        Optional<String> verdict = told.map(value -> String.valueOf(value.get("verdict")))
                .or(() -> note.startsWith(BLOCKED + ":") ? Optional.of(BLOCKED) : Optional.empty());
        List<String> reasons = told.map(value -> value.get("reasons"))
                .filter(List.class::isInstance)
                .map(value -> ((List<?>) value).stream().map(String::valueOf).toList())
                .filter(list -> !list.isEmpty())
                .orElse(note.isEmpty() ? List.of() : List.of(note));
        return new TaskEnd(id(task), state(task), tries, verdict, reasons);
    }

    /** What the task returned, if that is the verdict of a job. */
    private Optional<Map<?, ?>> told(Run run, TaskInstance task) {
        return airflow.find(
                        "result of task " + id(task),
                        api -> api.xcom(run.getDagId(), run.getDagRunId(), task.getTaskId(), TOLD, task.getMapIndex()))
                .map(xcom -> xcom.getValue())
                .filter(value -> value instanceof Map<?, ?> map && map.get("verdict") != null)
                .map(value -> (Map<?, ?>) value);
    }
}
