package io.penstock.jobs;

import io.penstock.lake.Lake;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Rows of a table as of a version, such as features/origin_congestion@2.")
final class ShowCommand extends LookCommand {

    @Parameters(paramLabel = "TABLE[@V]", description = "the table, at a version (default: the newest)")
    String table;

    @Option(names = "--limit", paramLabel = "N", description = "rows to print (default: 20)")
    int limit = 20;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        return Listing.of(lake.read(lake.at(table)), limit);
    }
}
