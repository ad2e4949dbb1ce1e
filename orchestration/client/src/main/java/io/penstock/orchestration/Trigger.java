package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Dag;
import io.penstock.orchestration.airflow.model.Run;
import io.penstock.orchestration.airflow.model.RunOrder;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a run of a DAG for a day, exactly once.
 *
 * <p>The day goes along as {@code run_date} and as the run's interval, for a manual run of Airflow would else be given
 * the day before. The run's id is known beforehand, so that a question tells whether an order without an answer arrived.
 */
final class Trigger {
    private final Airflow airflow;
    private final Dags dags;
    private final Runs runs;

    Trigger(Airflow airflow) {
        this.airflow = airflow;
        this.dags = new Dags(airflow);
        this.runs = new Runs(airflow);
    }

    Run start(String dag, LocalDate day, String run, Map<String, Object> conf) {
        Dag ready = dags.ready(dag);
        Dags.notBeforeStart(ready, day);
        runs.find(dag, run).ifPresent(there -> {
            throw exists(there);
        });
        return order(dag, run, body(day, run, conf));
    }

    private static RunOrder body(LocalDate day, String run, Map<String, Object> conf) {
        Map<String, Object> all = new LinkedHashMap<>(conf);
        all.put("run_date", day.toString());
        return new RunOrder()
                .dagRunId(run)
                .logicalDate(Dags.startOf(day))
                .dataIntervalStart(Dags.startOf(day))
                .dataIntervalEnd(Dags.startOf(day.plusDays(1)))
                .conf(all);
    }

    private Run order(String dag, String run, RunOrder body) {
        try {
            return airflow.change("trigger of " + dag, api -> api.trigger(dag, body));
        } catch (ErrorAnswer answer) {
            if (answer.status() == ErrorAnswer.CONFLICT) {
                throw conflict(dag, run, body, answer);
            }
            if (!answer.mayPass()) {
                throw answer;
            }
            return arrivedOrAgain(dag, run, body);
        } catch (NoAnswer silence) {
            return arrivedOrAgain(dag, run, body);
        }
    }

    private Run arrivedOrAgain(String dag, String run, RunOrder body) {
        Limits.sleep(airflow.limits().pause());
        Optional<Run> arrived = runs.find(dag, run);
        if (arrived.isPresent()) {
            return arrived.get();
        }
        try {
            return airflow.change("trigger of " + dag, api -> api.trigger(dag, body));
        } catch (ErrorAnswer answer) {
            if (answer.status() != ErrorAnswer.CONFLICT) {
                throw answer;
            }
            // The first order was still on its way when it was looked for.
            return runs.find(dag, run).orElseThrow(() -> conflict(dag, run, body, answer));
        }
    }

    /** Airflow says the same of a run id and of a logical date that are taken; only a question tells which it was. */
    private Unsuccessful conflict(String dag, String run, RunOrder body, ErrorAnswer answer) {
        Optional<Run> there = runs.find(dag, run);
        if (there.isPresent()) {
            return exists(there.get());
        }
        return runs.between(dag, body.getLogicalDate(), body.getLogicalDate()).stream()
                .findFirst()
                .map(other -> Unsuccessful.refused(
                        "DAG %s has a run of that logical date already: %s, %s; `penstock airflow clear %s %s` runs it again"
                                .formatted(dag, other.getDagRunId(), other.getState(), dag, other.getDagRunId())))
                .orElse(answer);
    }

    private static Unsuccessful exists(Run run) {
        return Unsuccessful.refused(
                "DAG %s has a run %s already, it is %s; `penstock airflow clear %s %s` runs it again"
                        .formatted(
                                run.getDagId(), run.getDagRunId(), run.getState(), run.getDagId(), run.getDagRunId()));
    }
}
