package io.penstock.orchestration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of a DAG with its tasks, and what that comes to. */
record Outcome(String dag, String run, String state, List<TaskEnd> tasks) {

    Outcome {
        tasks = List.copyOf(tasks);
    }

    boolean done() {
        return state.equals("success") || state.equals("failed");
    }

    /** How a command that waited for the run ends: blocked only if nothing else failed too. */
    Exit exit() {
        if (state.equals("success")) {
            return tasks.isEmpty() ? Exit.FAULT : Exit.OK;
        }
        List<TaskEnd> failed = failed();
        return !failed.isEmpty() && failed.stream().allMatch(TaskEnd::blocked) ? Exit.BLOCKED : Exit.FAULT;
    }

    List<TaskEnd> failed() {
        return tasks.stream().filter(TaskEnd::failed).toList();
    }

    String verdict() {
        if (!done()) {
            return state;
        }
        return switch (exit()) {
            case OK -> "ok";
            case BLOCKED -> "blocked";
            case FAULT, USAGE -> "failed";
        };
    }

    /** What came of it, in a line; then a line for each failed task. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("run %s of %s: %s, %s".formatted(run, dag, state, counts()));
        if (state.equals("success") && tasks.isEmpty()) {
            lines.add("  Airflow calls it a success, but it had no task: nothing was done. Its date lies before the"
                    + " start_date of the DAG or of its tasks, or all tasks were taken out of the DAG.");
        }
        for (TaskEnd task : failed()) {
            lines.add("  %s %s at try %d: %s"
                    .formatted(
                            task.id(),
                            task.blocked() ? "is blocked" : "failed",
                            task.tries(),
                            task.because().isEmpty()
                                    ? "it told no reason; `penstock airflow logs %s %s %s`"
                                            .formatted(dag, run, task.id())
                                    : task.because()));
        }
        return String.join("\n", lines) + "\n";
    }

    String counts() {
        if (tasks.isEmpty()) {
            return "no tasks";
        }
        Map<String, Integer> states = new LinkedHashMap<>();
        tasks.forEach(task -> states.merge(task.state(), 1, Integer::sum));
        List<String> said = new ArrayList<>();
        states.forEach((name, count) -> said.add(count + " " + name));
        return String.join(", ", said);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dag", dag);
        json.put("run", run);
        json.put("state", state);
        json.put("verdict", verdict());
        json.put("tasks", tasks.stream().map(Outcome::json).toList());
        return json;
    }

    private static Map<String, Object> json(TaskEnd task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", task.id());
        json.put("state", task.state());
        json.put("tries", task.tries());
        json.put("verdict", task.verdict().orElse(null));
        json.put("reasons", task.reasons());
        return json;
    }
}
