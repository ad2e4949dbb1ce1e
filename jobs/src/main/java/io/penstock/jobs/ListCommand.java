package io.penstock.jobs;

import io.penstock.base.TableVersion;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import io.penstock.validation.SliceContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "The tables of the lake: newest version, slices, rows, last run.")
final class ListCommand extends LookCommand {

    /** Columns that differ between two runs that did the same. */
    private static final List<String> CLOCKS = List.of(
            "run_id",
            "started_at",
            "finished_at",
            "occurred_at",
            "recorded_at",
            "cpu_seconds",
            "table_version",
            "inputs",
            "outputs",
            "code_version",
            "evidence_digest",
            "store");

    @Option(
            names = "--content",
            description =
                    "an order-free hash of each table's rows, without run ids, clocks and versions (reads all of them)")
    boolean content;

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        List<List<Object>> rows = new ArrayList<>();
        for (String table : lake.tables()) {
            rows.add(content ? contentRow(lake, table) : row(lake, table));
        }
        String note = rows.isEmpty() ? "the lake " + lake.root() + " is empty: `penstock ingest` fills it" : "";
        List<String> columns = content
                ? List.of("table", "rows", "content")
                : List.of("table", "version", "slices", "first", "last", "rows", "committed_at");
        return new Listing(columns, rows, note);
    }

    private static List<Object> contentRow(Lake lake, String table) {
        Dataset<Row> rows = lake.read(lake.latest(table).orElseThrow());
        SliceContent content = SliceContent.of(rows.drop(CLOCKS.toArray(String[]::new)));
        return List.of(table, content.rows(), content.hash());
    }

    private static List<Object> row(Lake lake, String table) {
        TableVersion version = lake.latest(table).orElseThrow();
        Map<String, SliceRecord> slices = lake.slices(version);
        TreeSet<String> names = new TreeSet<>(slices.keySet());
        CommitRecord newest = lake.history(table).get(0);
        List<Object> row = new ArrayList<>();
        row.add(table);
        row.add(version.version());
        row.add(names.isEmpty() ? null : names.size());
        row.add(names.isEmpty() ? null : names.first());
        row.add(names.isEmpty() ? null : names.last());
        row.add(
                names.isEmpty()
                        ? null
                        : slices.values().stream().mapToLong(SliceRecord::rows).sum());
        row.add(newest.committedAt());
        return row;
    }
}
