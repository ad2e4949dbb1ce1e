package io.penstock.orchestration;

import io.penstock.orchestration.airflow.model.Run;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backfill DAG --from D --to D}: the runs of a range of days, one after the other. */
@Command(name = "backfill", description = "Runs a DAG for each day of a range that has no run, one at a time.")
final class BackfillCommand extends AskCommand {

    @Parameters(paramLabel = "DAG", description = "its id")
    String dag;

    @Option(names = "--from", required = true, paramLabel = "D", description = "the first day")
    LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "D", description = "the last day")
    LocalDate to;

    @Option(names = "--wait", description = "wait for the end of all runs; the exit code is that of the worst")
    boolean wait;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long at most, all runs together (default: 1d)")
    Duration timeout = Duration.ofDays(1);

    @Override
    Told ask(Airflow airflow) {
        Backfill backfill = new Backfill(airflow);
        List<Run> started = backfill.start(dag, from, to);
        if (wait) {
            return told(backfill.await(started, new Watch(airflow, commands.progress()), timeout));
        }
        Table table = new Table("run", "state", "date");
        started.forEach(run -> table.row(run.getDagRunId(), run.getState(), run.getLogicalDate()));
        return Told.of(table);
    }

    private static Told told(List<Outcome> outcomes) {
        return new Told(
                worst(outcomes),
                outcomes.stream().map(Outcome::text).collect(Collectors.joining()),
                outcomes.stream().map(Outcome::json).toList());
    }

    private static Exit worst(List<Outcome> outcomes) {
        List<Exit> exits = outcomes.stream().map(Outcome::exit).toList();
        return exits.contains(Exit.FAULT) ? Exit.FAULT : exits.contains(Exit.BLOCKED) ? Exit.BLOCKED : Exit.OK;
    }
}
