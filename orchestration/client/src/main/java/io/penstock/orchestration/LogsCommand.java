package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Log;
import io.penstock.orchestration.airflow.model.TaskInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs DAG RUN TASK}: what a try of a task wrote. */
@Command(name = "logs", description = "What a task wrote, in its last try or another.")
final class LogsCommand extends AskCommand {

    @Parameters(index = "0", paramLabel = "DAG", description = "its id")
    String dag;

    @Parameters(index = "1", paramLabel = "RUN", description = "the run's id")
    String run;

    @Parameters(index = "2", paramLabel = "TASK", description = "the task's id, with an index if it is mapped: load[2]")
    String task;

    @Option(names = "--try", paramLabel = "N", description = "which try (default: the last)")
    Optional<Integer> attempt = Optional.empty();

    @Override
    Told ask(Airflow airflow) {
        TaskInstance instance = instance(airflow);
        int last = instance.getTryNumber() == null ? 0 : instance.getTryNumber();
        int number = attempt.orElse(last);
        if (number < 1 || number > last) {
            throw Unsuccessful.refused(
                    "task %s of run %s had %d tries, there is no try %d".formatted(task, run, last, number));
        }
        List<Object> items = items(airflow, instance, number);
        String text = items.stream().map(LogsCommand::line).collect(Collectors.joining("\n"));
        return new Told(Exit.OK, text + (text.isEmpty() ? "" : "\n"), items);
    }

    private TaskInstance instance(Airflow airflow) {
        Runs runs = new Runs(airflow);
        runs.named(dag, run);
        List<TaskInstance> all = runs.instances(dag, run);
        return all.stream()
                .filter(each -> Runs.id(each).equals(task))
                .findFirst()
                .orElseThrow(() -> Unsuccessful.refused("run %s has no task \"%s\"; it has %s"
                        .formatted(run, task, all.stream().map(Runs::id).collect(Collectors.joining(", ")))));
    }

    private List<Object> items(Airflow airflow, TaskInstance instance, int number) {
        List<Object> items = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            Log log = airflow.read(
                    "log of task " + task,
                    api -> api.log(dag, run, instance.getTaskId(), number, true, instance.getMapIndex(), from));
            items.addAll(log.getContent());
            token = log.getContent().isEmpty() ? null : log.getContinuationToken();
        } while (token != null);
        return items;
    }

    /** Airflow gives objects with time, level and event, or bare lines. */
    private static String line(Object item) {
        if (!(item instanceof Map<?, ?> fields)) {
            return String.valueOf(item);
        }
        StringBuilder line = new StringBuilder();
        for (String name : List.of("timestamp", "level", "event")) {
            if (fields.get(name) != null) {
                line.append(line.isEmpty() ? "" : " ").append(fields.get(name));
            }
        }
        if (fields.get("error_detail") instanceof List<?> errors) {
            errors.forEach(error -> line.append(raised(error)));
        }
        return line.toString();
    }

    private static String raised(Object error) {
        return error instanceof Map<?, ?> fields
                ? "\n  " + fields.get("exc_type") + ": " + fields.get("exc_value")
                : "";
    }
}
