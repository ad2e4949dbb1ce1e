package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "What each step of a run spent: the tasks' CPU time, bytes and memory.")
final class RunsShowCommand extends LookCommand {
    private static final List<String> COLUMNS =
            List.of("step", "tasks", "cpu_seconds", "mib_read", "mib_written", "mib_shuffled", "peak_mib");
    private static final double MIB = 1 << 20;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "id of a run (default: the newest)")
    Optional<String> run = Optional.empty();

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        Dataset<Row> runs = lake.readRecords(MetaTable.RUNS);
        List<Row> found = run.map(id -> runs.where(runs.col("run_id").equalTo(id)))
                .orElse(runs)
                .orderBy(runs.col("started_at").desc())
                .takeAsList(1);
        if (found.isEmpty()) {
            throw new UserError(run.map(id -> "no run " + id).orElse("no run yet") + " in " + lake.root()
                    + "; `penstock runs` lists those there are");
        }
        Row shown = found.get(0);
        List<List<Object>> rows = new ArrayList<>();
        for (Row step : shown.<Row>getList(shown.fieldIndex("spent"))) {
            rows.add(cells(step));
        }
        return new Listing(
                COLUMNS,
                rows,
                shown.getAs("job") + " " + shown.getAs("run_id") + ": " + decimal(shown.getAs("cpu_seconds"))
                        + " CPU seconds of tasks; what the driver alone does is not among them");
    }

    private static List<Object> cells(Row step) {
        return List.of(
                step.getString(0),
                step.getLong(1),
                decimal(step.getDouble(2)),
                mib(step.getLong(3)),
                mib(step.getLong(4)),
                mib(step.getLong(5)),
                mib(step.getLong(6)));
    }

    private static String mib(long bytes) {
        return decimal(bytes / MIB);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
