package io.penstock.jobs;

import io.penstock.base.TableVersion;
import io.penstock.jobs.diff.DiffKeys;
import io.penstock.jobs.diff.TableDiff;
import io.penstock.lake.Lake;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "What two versions of a table differ in: rows by slice, columns, and the rows that differ most.")
final class DiffCommand extends LookCommand {

    @Parameters(index = "0", paramLabel = "TABLE@V", description = "the earlier version")
    String before;

    @Parameters(index = "1", paramLabel = "@V", description = "the later version, as @7 or TABLE@7")
    String after;

    @Option(names = "--limit", paramLabel = "N", description = "rows to name (default: 10)")
    int limit = 10;

    @Override
    Printed look(Project project, Lake lake, SparkSession spark) {
        TableVersion left = lake.at(before);
        TableVersion right = lake.at(after.startsWith("@") ? left.table() + after : after);
        DiffKeys keys = DiffKeys.of(
                right.table(),
                project.catalog(),
                project.trainingSets(),
                lake.history(right.table()).get(0).details());
        return new DiffText(TableDiff.between(lake, left, right, keys, limit));
    }
}
