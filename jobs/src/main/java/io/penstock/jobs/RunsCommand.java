package io.penstock.jobs;

import static org.apache.spark.sql.functions.col;

import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "The last runs of all jobs.", subcommands = RunsShowCommand.class)
final class RunsCommand extends LookCommand {

    @Option(names = "--limit", paramLabel = "N", description = "runs to print (default: 20)")
    int limit = 20;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        return Listing.ofCounts(
                lake.readRecords(MetaTable.RUNS)
                        .orderBy(col("started_at").desc())
                        .selectExpr(
                                "run_id",
                                "job",
                                "date_from",
                                "date_to",
                                "started_at",
                                "verdict",
                                "rows_in",
                                "rows_out",
                                "cpu_seconds",
                                "concat_ws('; ', reasons) as reasons"),
                limit);
    }
}
