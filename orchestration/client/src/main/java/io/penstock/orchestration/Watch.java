package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Run;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Waits for runs, saying what changes. */
final class Watch {
    private final Airflow airflow;
    private final Runs runs;
    private final PrintStream progress;

    Watch(Airflow airflow, PrintStream progress) {
        this.airflow = airflow;
        this.runs = new Runs(airflow);
        this.progress = progress;
    }

    /** The run when it has ended. */
    Outcome until(String dag, String run, Deadline deadline) {
        String said = null;
        while (true) {
            Run found = runs.named(dag, run);
            Outcome now = new Outcome(dag, run, String.valueOf(found.getState()), List.of());
            if (now.done()) {
                return runs.outcome(found);
            }
            if (deadline.over()) {
                throw late(runs.outcome(found), deadline);
            }
            String state = state(found);
            if (!Objects.equals(said, state)) {
                progress.println(state);
                said = state;
            }
            Limits.sleep(airflow.limits().poll());
        }
    }

    private String state(Run run) {
        var tasks = runs.instances(run.getDagId(), run.getDagRunId());
        String running = tasks.stream()
                .filter(task -> Runs.state(task).equals("running"))
                .map(Runs::id)
                .collect(Collectors.joining(", "));
        long done =
                tasks.stream().filter(task -> TaskEnd.isEnd(Runs.state(task))).count();
        return "%s: %s, %d of %d tasks done%s"
                .formatted(
                        run.getDagRunId(),
                        run.getState(),
                        done,
                        tasks.size(),
                        running.isEmpty() ? "" : ", at " + running);
    }

    private Unsuccessful late(Outcome run, Deadline deadline) {
        String open = run.tasks().stream()
                .filter(task -> !task.done())
                .map(task -> task.id() + " (" + task.state() + ")")
                .collect(Collectors.joining(", "));
        var missing = new Dags(airflow).missingPools(run.dag());
        return Unsuccessful.fault(
                "run %s of %s did not end within %s, it is %s%s%s; it goes on, `penstock airflow status %s %s` tells how"
                        .formatted(
                                run.run(),
                                run.dag(),
                                Times.said(deadline.whole()),
                                run.state(),
                                open.isEmpty() ? "" : ", not done: " + open,
                                missing.isEmpty() ? "" : "; there is no pool " + String.join(", ", missing),
                                run.dag(),
                                run.run()));
    }
}
