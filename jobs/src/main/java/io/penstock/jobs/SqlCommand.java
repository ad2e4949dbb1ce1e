package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import io.penstock.lake.SqlWrites;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
        name = "sql",
        description = "A query over the lake's tables by name, such as `select * from features.origin_congestion`.")
final class SqlCommand extends LookCommand {
    @Parameters(
            paramLabel = "QUERY",
            description = "Spark SQL that reads; names are kind.table, `version as of 3` behind one is its version")
    String query;

    @Option(names = "--limit", paramLabel = "N", description = "rows to print (default: 100)")
    int limit = 100;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        SqlNames.register(spark, lake, query);
        try {
            SqlWrites.find(spark.sessionState().sqlParser().parsePlan(query)).ifPresent(write -> {
                throw new UserError("only what reads can be run here: a query, describe, explain, show tables, show"
                        + " columns or show namespaces, and this is " + write
                        + "; tables are written by jobs, through their"
                        + " gates");
            });
            return Listing.of(spark.sql(query), limit);
        } catch (UserError e) {
            throw e;
        } catch (Exception e) {
            throw new SqlRefusal(project, lake).of(e);
        }
    }
}
