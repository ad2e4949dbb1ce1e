package io.penstock.jobs;

import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "The commits of a table, newest first: who made it, from what, which slices.")
final class HistoryCommand extends LookCommand {

    @Parameters(paramLabel = "TABLE", description = "such as sources/departures")
    String table;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        ExactView.refuse(project, lake, table);
        lake.at(table);
        List<List<Object>> rows =
                lake.history(table).stream().map(HistoryCommand::row).toList();
        return new Listing(
                List.of("version", "committed_at", "operation", "job", "run_id", "slices", "parents"), rows, "");
    }

    private static List<Object> row(CommitRecord commit) {
        List<Object> row = new ArrayList<>();
        row.add(commit.version().version());
        row.add(commit.committedAt());
        row.add(commit.operation());
        row.add(commit.run().map(run -> run.job()).orElse(null));
        row.add(commit.run().map(run -> run.id().value()).orElse(null));
        row.add(span(new TreeSet<>(commit.slices().keySet())));
        row.add(Listing.joined(commit.parents()));
        return row;
    }

    private static String span(TreeSet<String> slices) {
        if (slices.size() < 2) {
            return String.join("", slices);
        }
        return slices.size() + " (" + slices.first() + " to " + slices.last() + ")";
    }
}
