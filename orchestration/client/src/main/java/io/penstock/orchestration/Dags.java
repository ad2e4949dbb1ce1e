package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Dag;
import io.penstock.orchestration.airflow.model.DagPatch;
import io.penstock.orchestration.airflow.model.Pool;
import io.penstock.orchestration.airflow.model.Task;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The DAGs that an Airflow knows, and whether their runs can run. */
final class Dags {

    /** The tag that the DAGs of every project carry. */
    static final String TAG = "penstock";

    private final Airflow airflow;

    Dags(Airflow airflow) {
        this.airflow = airflow;
    }

    /** Our DAGs. */
    List<Dag> ours() {
        return Pages.all(from -> new Pages.Page<>(
                airflow.read("list of DAGs", api -> api.dags(Pages.SIZE, from, List.of(TAG)))
                        .getDags(),
                null));
    }

    /** A DAG with all that is known of it. */
    Dag named(String dag) {
        return airflow.find("DAG " + dag, api -> api.dagDetails(dag)).orElseThrow(() -> unknown(dag));
    }

    /** A DAG of which a run would run: it is no longer paused, and the pools of its tasks exist. */
    Dag ready(String dag) {
        Dag found = named(dag);
        if (Boolean.TRUE.equals(found.getIsPaused())) {
            throw Unsuccessful.refused("DAG " + dag + " is paused: Airflow would take the run and never start it; "
                    + "`penstock airflow unpause " + dag + "` first");
        }
        Set<String> missing = missingPools(dag);
        if (!missing.isEmpty()) {
            throw Unsuccessful.refused("tasks of DAG " + dag + " name pools that do not exist: "
                    + String.join(", ", missing) + "; Airflow would let them wait for ever; "
                    + "`penstock airflow pools --create " + missing.iterator().next() + "=SLOTS` makes one");
        }
        return found;
    }

    /** Refuses a day that lies before the DAG's first: Airflow would call a run without tasks a success. */
    static void notBeforeStart(Dag dag, LocalDate day) {
        OffsetDateTime start = dag.getStartDate();
        if (start != null && startOf(day).isBefore(start)) {
            throw Unsuccessful.refused(
                    "%s lies before the start_date of DAG %s, %s: Airflow would call a run without tasks a success; the first day is %s"
                            .formatted(day, dag.getDagId(), start, firstDay(start)));
        }
    }

    static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static LocalDate firstDay(OffsetDateTime start) {
        LocalDate day = start.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        return startOf(day).isBefore(start) ? day.plusDays(1) : day;
    }

    /** Pools that tasks of a DAG name and that do not exist. */
    Set<String> missingPools(String dag) {
        Set<String> named = airflow.read("tasks of DAG " + dag, api -> api.tasksOfDag(dag)).getTasks().stream()
                .map(Task::getPool)
                .filter(pool -> pool != null)
                .collect(Collectors.toCollection(TreeSet::new));
        pools().forEach(pool -> named.remove(pool.getName()));
        return named;
    }

    List<Pool> pools() {
        return Pages.all(from -> {
            var page = airflow.read("list of pools", api -> api.pools(Pages.SIZE, from));
            return new Pages.Page<>(page.getPools(), page.getTotalEntries());
        });
    }

    /** Pauses a DAG or lets it go on; doing so twice changes nothing. */
    Dag patch(String dag, DagPatch patch) {
        return changedOrUnknown(dag, () -> airflow.change("DAG " + dag, api -> api.patchDag(dag, patch)));
    }

    private static Dag changedOrUnknown(String dag, Supplier<Dag> change) {
        try {
            return change.get();
        } catch (ErrorAnswer answer) {
            throw answer.status() == ErrorAnswer.NOT_FOUND ? unknown(dag) : answer;
        }
    }

    private static Unsuccessful unknown(String dag) {
        return Unsuccessful.refused("Airflow knows no DAG \"" + dag
                + "\"; `penstock airflow doctor` lists those of ours, " + "and files that could not be read");
    }
}
