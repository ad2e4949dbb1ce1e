package io.penstock.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.orchestration.airflow.model.Run;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trigger DAG --date D}: one run, waited for on demand. */
@Command(name = "trigger", description = "Runs a DAG for a day. A day has one run: `clear` runs it again.")
final class TriggerCommand extends AskCommand {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.~:+-]+");

    @Parameters(paramLabel = "DAG", description = "its id")
    String dag;

    @Option(names = "--date", required = true, paramLabel = "D", description = "the day, such as 2013-11-01")
    LocalDate date;

    @Option(names = "--wait", description = "wait for its end; the exit code is that of the run")
    boolean wait;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long at most: 90s, 30m, 2h (default: 2h)")
    Duration timeout = Duration.ofHours(2);

    @Option(
            names = "--conf",
            paramLabel = "K=V",
            description = "a parameter of the DAG, as JSON or as plain text; more than one may be given")
    Map<String, String> conf = new LinkedHashMap<>();

    @Option(names = "--run-id", paramLabel = "ID", description = "the run's id (default: penstock__D)")
    Optional<String> runId = Optional.empty();

    @Override
    Told ask(Airflow airflow) {
        String run = runId.orElse("penstock__" + date);
        if (!ID.matcher(run).matches()) {
            throw Unsuccessful.refused("--run-id " + run + " is no id: letters, digits and _.~:+- are allowed");
        }
        if (conf.containsKey("run_date")) {
            throw Unsuccessful.refused("--conf run_date: the day is said by --date");
        }
        Run started = new Trigger(airflow).start(dag, date, run, parameters());
        if (wait) {
            return Told.of(new Watch(airflow, commands.progress()).until(dag, run, Deadline.after(timeout)));
        }
        Outcome now = new Runs(airflow).outcome(started);
        return new Told(
                Exit.OK,
                "run %s of %s is %s; `penstock airflow status %s %s` tells how it goes%n"
                        .formatted(run, dag, now.state(), dag, run),
                now.json());
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        conf.forEach((name, text) -> parameters.put(name, value(text)));
        return parameters;
    }

    /** A number where the DAG declares one: Airflow refuses its text. */
    private static Object value(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
