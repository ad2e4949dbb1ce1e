package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.BackfillOrder;
import io.penstock.orchestration.airflow.model.OpenBackfill;
import io.penstock.orchestration.airflow.model.Run;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a DAG for a range of days, one run at a time: a back-fill does not keep to the DAG's own limit.
 *
 * <p>Days that have a run keep it. The runs are looked at, not the back-fill, whose end is noted late or never.
 */
final class Backfill {
    private static final int ONE_AT_A_TIME = 1;
    private static final String ONLY_NEW = "none";

    private final Airflow airflow;
    private final Dags dags;
    private final Runs runs;

    Backfill(Airflow airflow) {
        this.airflow = airflow;
        this.dags = new Dags(airflow);
        this.runs = new Runs(airflow);
    }

    /** Orders it; the runs that stand for the days then, by date. */
    List<Run> start(String dag, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw Unsuccessful.refused("--to " + to + " lies before --from " + from);
        }
        Dags.notBeforeStart(dags.ready(dag), from);
        BackfillOrder order = new BackfillOrder()
                .dagId(dag)
                .fromDate(Dags.startOf(from))
                .toDate(endOf(to))
                .maxActiveRuns(ONE_AT_A_TIME)
                .reprocessBehavior(ONLY_NEW);
        order(order);
        return runs(dag, from, to);
    }

    /** Ordered again, a back-fill that arrived is a conflict, and days that have a run keep it: no day runs twice. */
    private void order(BackfillOrder order) {
        Duration pause = airflow.limits().pause();
        for (int tried = 1; ; tried++) {
            try {
                airflow.change("back-fill of " + order.getDagId(), api -> api.backfill(order));
                return;
            } catch (NoAnswer | ErrorAnswer error) {
                if (error instanceof ErrorAnswer answer && answer.status() == ErrorAnswer.CONFLICT) {
                    settle(order, answer, tried);
                    return;
                }
                boolean passing = !(error instanceof ErrorAnswer answer) || answer.mayPass();
                if (!passing || tried == Limits.TRIES) {
                    throw error;
                }
            }
            Limits.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** Says whose back-fill is in the way: the one of an earlier try is the one that was wanted. */
    private void settle(BackfillOrder order, ErrorAnswer conflict, int tried) {
        OpenBackfill other = running(order.getDagId()).orElseThrow(() -> conflict);
        boolean ours = order.getFromDate().isEqual(other.getFromDate())
                && order.getToDate().isEqual(other.getToDate());
        if (tried == 1 || !ours) {
            throw Unsuccessful.refused(
                    "back-fill %d of DAG %s is not over; Airflow takes one at a time, wait for it or cancel it in its pages"
                            .formatted(other.getId(), order.getDagId()));
        }
    }

    List<Run> runs(String dag, LocalDate from, LocalDate to) {
        List<Run> found = runs.between(dag, Dags.startOf(from), endOf(to));
        if (found.isEmpty()) {
            throw Unsuccessful.fault(
                    "the back-fill of %s from %s to %s made no run: its schedule has no interval in these days"
                            .formatted(dag, from, to));
        }
        return found;
    }

    /** What came of each run; they share the time. */
    List<Outcome> await(List<Run> started, Watch watch, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        List<Outcome> outcomes = new ArrayList<>();
        for (Run run : started) {
            outcomes.add(watch.until(run.getDagId(), run.getDagRunId(), deadline));
        }
        return outcomes;
    }

    /** The last run of a day may begin at any hour of it, so midnight would leave it out. */
    private static OffsetDateTime endOf(LocalDate day) {
        return Dags.startOf(day.plusDays(1)).minusSeconds(1);
    }

    private Optional<OpenBackfill> running(String dag) {
        return Pages.all(from -> {
                    var page = airflow.read("back-fills of " + dag, api -> api.backfills(dag, Pages.SIZE, from));
                    return new Pages.Page<>(page.getBackfills(), page.getTotalEntries());
                })
                .stream()
                .filter(backfill -> backfill.getCompletedAt() == null)
                .findFirst();
    }
}
