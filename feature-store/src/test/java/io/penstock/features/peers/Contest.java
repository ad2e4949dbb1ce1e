package io.penstock.features.peers;

import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.BenchTimes;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The same features computed by us and by others over the same files; a time counts only after all have agreed. */
record Contest(BenchData data, Way ours, List<Way> peers) {
    static final String FEAST = "Feast's Spark plan";
    static final String DUCKDB_ASOF = "DuckDB as-of joins";
    static final String SPARK_FRAMES = "Spark range frames";
    static final String SPARK_JOIN = "Spark range join";
    static final String DUCKDB_FRAMES = "DuckDB range frames";
    static final String DUCKDB_JOIN = "DuckDB range join";

    /** Sizes of a contest. */
    record Size(long labels, long events, long keys) {
        Size times(double scale) {
            return new Size(scaled(labels, scale), scaled(events, scale), scaled(keys, scale));
        }

        private static long scaled(long rows, double scale) {
            return Math.max(1, Math.round(rows * scale));
        }
    }

    /** The latest row of each of some views, {@code events} rows each. */
    static Contest latest(BenchData data, Size size, int views, int columns, DuckDb duckDb) {
        Path labels = data.labels(size.labels(), size.keys());
        List<Path> histories = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            histories.add(data.history("view" + i, size.events(), size.keys(), columns));
        }
        return new Contest(
                data,
                Way.ofSpark("ours", () -> Ours.latest(labels, histories, columns)),
                List.of(
                        Way.ofSpark(FEAST, () -> new FeastPlan(labels, histories, columns).run()),
                        Way.ofDuckDb(DUCKDB_ASOF, duckDb, DuckDb.latest(labels, histories, columns))));
    }

    /** Count, mean and deviation of three columns over three windows. */
    static Contest windows(BenchData data, Size size, DuckDb duckDb) {
        Path labels = data.labels(size.labels(), size.keys());
        Path events = data.events(size.events(), size.keys());
        WindowSql spark = new WindowSql("parquet.`" + labels + "`", "parquet.`" + events + "`", "unix_micros");
        WindowSql duck = DuckDb.windows(labels, events);
        return new Contest(
                data,
                Way.ofSparkAlone("ours", () -> Ours.windows(labels, events, moments())),
                List.of(
                        Way.ofSparkAlone(SPARK_FRAMES, () -> sql(spark.rangeFrames())),
                        Way.ofSparkAlone(SPARK_JOIN, () -> sql(spark.rangeJoin())),
                        Way.ofDuckDbAlone(DUCKDB_FRAMES, duckDb, duck.rangeFrames()),
                        Way.ofDuckDbAlone(DUCKDB_JOIN, duckDb, duck.rangeJoin())));
    }

    /** What {@link #windows} asks for, by its name. */
    static Map<String, Function<Sql, Aggregate>> moments() {
        Map<String, Function<Sql, Aggregate>> aggregates = new LinkedHashMap<>();
        aggregates.put("count", sql -> new Aggregate.Count(Optional.of(sql)));
        aggregates.put("mean", Aggregate.Mean::new);
        aggregates.put("stddev", Aggregate.StdDev::new);
        return aggregates;
    }

    /** The same with one of the peers alone. */
    Contest beside(String peer) {
        return new Contest(
                data, ours, peers.stream().filter(p -> p.name().equals(peer)).toList());
    }

    private static Dataset<Row> sql(String query) {
        return LocalSpark.session().sql(query);
    }

    /** Lets all work once; fails with the seed and the first difference where a peer's result is not ours. */
    void check() throws Exception {
        Dataset<Row> expected = ours.write(data.folder().resolve("ours"));
        for (int i = 0; i < peers.size(); i++) {
            Way peer = peers.get(i);
            Optional<String> difference =
                    Agreement.difference(expected, peer.write(data.folder().resolve("theirs-" + i)));
            if (difference.isPresent()) {
                throw new IllegalStateException(
                        peer.name() + " and ours differ, seed " + data.seed() + ": " + difference.get());
            }
        }
    }

    /** How long each way took, ours first; to be called after {@link #check}, which was the first time for all. */
    List<BenchTimes> time(int warmUp, int rounds) throws Exception {
        List<Way> ways = new ArrayList<>(List.of(ours));
        ways.addAll(peers);
        return Way.takeTurns(ways, data.folder(), 1 - warmUp, rounds);
    }
}
