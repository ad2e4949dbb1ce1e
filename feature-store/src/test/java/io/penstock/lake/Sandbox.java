package io.penstock.lake;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.TableVersion;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.Passes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A lake in a temporary folder and short ways to fill a small table of delays by day. */
final class Sandbox {

    static final String TABLE = "sources/departures";
    static final StructType SCHEMA =
            new StructType().add("carrier", StringType).add("delay", DoubleType).add("batch", StringType);
    static final Layout LAYOUT = new Layout(TABLE, SCHEMA, Optional.of("batch"));

    final SparkSession spark;
    final Path folder;
    final Lake lake;

    private Sandbox(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
        this.lake = Lake.at(spark, folder.toString());
    }

    static Sandbox in(Path folder) {
        return new Sandbox(LocalSpark.session(), folder);
    }

    static Sandbox in(SparkSession spark, Path folder) {
        return new Sandbox(spark, folder);
    }

    static Row row(Object... values) {
        return RowFactory.create(values);
    }

    static Commit commit(String runId, String pins, String... slices) {
        Map<String, Map<String, Object>> details = new TreeMap<>();
        Arrays.stream(slices).forEach(slice -> details.put(slice, Map.of(Commit.PINS, pins, "note", "n-" + slice)));
        Run run = new Run(new RunId(runId), "ingest", "0.1.0", Instant.parse("2013-01-02T03:04:05.678Z"));
        return new Commit(run, List.of(new TableVersion("sources/planes", 4)), "def", details, Map.of("rows_in", 7));
    }

    Dataset<Row> frame(Row... rows) {
        return spark.createDataFrame(Arrays.asList(rows), SCHEMA);
    }

    /** One row a slice whose delay is the given value. */
    Dataset<Row> delays(Map<String, Double> bySlice) {
        return frame(bySlice.entrySet().stream()
                .map(entry -> row("AA", entry.getValue(), entry.getKey()))
                .toArray(Row[]::new));
    }

    Staged stage(Dataset<Row> rows, String... slices) {
        return lake.stage(LAYOUT, rows, List.of(slices));
    }

    /** Stages, lets everything pass and publishes. */
    Published publish(String runId, String pins, Dataset<Row> rows, String... slices) {
        try (Staged staged = stage(rows, slices)) {
            return lake.publish(Passes.all(staged), commit(runId, pins, slices));
        }
    }

    /** Carrier, delay, slice of every row at a version, as sorted text. */
    List<String> texts(TableVersion version) {
        return texts(lake.read(version));
    }

    static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
    }

    /** The data files that lie in a table's folder, whether committed or not. */
    List<String> dataFiles(String table) {
        Path path = folder.resolve(table);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.map(file -> path.relativize(file).toString())
                    .filter(file -> file.endsWith(".parquet") && !file.startsWith("_delta_log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
