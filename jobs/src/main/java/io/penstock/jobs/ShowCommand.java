package io.penstock.jobs;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Rows of a table's newest slice as of a version, such as features/origin_congestion@2.")
final class ShowCommand extends LookCommand {

    @Parameters(paramLabel = "TABLE[@V]", description = "the table, at a version (default: the newest)")
    String table;

    @Option(names = "--limit", paramLabel = "N", description = "rows to print (default: 20)")
    int limit = 20;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        ExactView.refuse(project, lake, table);
        TableVersion version = lake.at(table);
        Dataset<Row> rows = lake.read(version);
        Optional<String> newest = lake.slices(version).entrySet().stream()
                .filter(slice -> slice.getValue().rows() > 0)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
        return lake.sliceColumn(version)
                .filter(column -> newest.isPresent())
                .map(column -> Listing.of(rows.where(col(column).equalTo(newest.get())), limit))
                .orElseGet(() -> Listing.of(rows, limit));
    }
}
