package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description = "A query over the lake's tables by name, such as `select * from features.origin_congestion`.")
final class SqlCommand extends LookCommand {

    @Parameters(paramLabel = "QUERY", description = "Spark SQL; names are kind.table")
    String query;

    @Option(names = "--limit", paramLabel = "N", description = "rows to print (default: 100)")
    int limit = 100;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        SqlNames.register(spark, lake);
        try {
            return Listing.of(spark.sql(query), limit);
        } catch (RuntimeException e) {
            throw new UserError("this query cannot be run: " + e.getMessage(), e);
        }
    }
}
