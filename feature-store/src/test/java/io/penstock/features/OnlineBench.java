package io.penstock.features;

import io.penstock.base.Json;
import io.penstock.base.WholeFile;
import io.penstock.features.online.RedisProcess;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Rates of materialize beside what the stores take at most, in one run on as many keys and as many bytes each: {@code redis-benchmark}
 * with pipelined SET, and bare batched upserts into SQLite. Arguments: result file, rows.
 */
final class OnlineBench {
    private static final int WARM_UP = 100_000;
    private static final int VALUE_BYTES = 116;
    private static final int PIPELINE = 500;

    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Path folder;
    private final int rows;

    private OnlineBench(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("online-bench");
        OnlineBench bench = new OnlineBench(folder, Integer.parseInt(arguments[1]));
        try {
            bench.redis();
            bench.sqlite();
        } finally {
            LocalSpark.session().stop();
            delete(folder);
        }
        WholeFile.write(Path.of(arguments[0]), Json.pretty(bench.results).getBytes(StandardCharsets.UTF_8));
    }

    private void redis() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            materialize("warm-up", redis.database(1), WARM_UP);
            double peer = redisBenchmark(redis);
            double ours = materialize("redis", redis.database(2), rows);
            note("materialize to Redis", ours, peer, "redis-benchmark SET -P " + PIPELINE, 0.6);
        }
    }

    private void sqlite() throws Exception {
        materialize(
                "warm-up-2", new OnlineSetting.Sqlite(folder.resolve("warm.db").toString()), WARM_UP);
        double peer = bareUpserts();
        double ours = materialize(
                "sqlite", new OnlineSetting.Sqlite(folder.resolve("online.db").toString()), rows);
        note("materialize to SQLite", ours, peer, "bare batched upserts", 0.5);
    }

    /** Rows a second of a whole materialization, from the table in the lake to the last record of the ledger. */
    private double materialize(String name, OnlineSetting setting, int count) {
        PublishedWide view = new PublishedWide(folder.resolve("lake-" + name));
        view.publish("2013-01-01", count);
        System.gc();
        long started = System.nanoTime();
        BuildOutcome outcome = view.materialize(setting, "2013-01-01");
        double seconds = (System.nanoTime() - started) / 1e9;
        if (outcome.counts().get("written") != count) {
            throw new IllegalStateException(outcome.toString());
        }
        return count / seconds;
    }

    private double redisBenchmark(RedisProcess redis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "redis-benchmark",
                        "-p",
                        Integer.toString(redis.port()),
                        "-a",
                        RedisProcess.PASSWORD,
                        "-t",
                        "set",
                        "-n",
                        Integer.toString(rows),
                        "-r",
                        Integer.toString(rows),
                        "-d",
                        Integer.toString(VALUE_BYTES),
                        "-P",
                        Integer.toString(PIPELINE),
                        "-c",
                        "2",
                        "--csv")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .filter(line -> line.startsWith("\"SET\""))
                .map(line -> Double.parseDouble(line.split("\"")[3]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(said));
    }

    private double bareUpserts() throws SQLException {
        Random random = new Random(7);
        byte[][] values = new byte[rows][VALUE_BYTES];
        for (byte[] value : values) {
            random.nextBytes(value);
        }
        String[] keys = new String[rows];
        for (int i = 0; i < rows; i++) {
            keys[i] = "C" + i;
        }
        Arrays.sort(keys);
        long started = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("CREATE TABLE online (view TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,"
                    + " PRIMARY KEY (view, key)) WITHOUT ROWID");
            connection.setAutoCommit(false);
            try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO online VALUES ('wide', ?, ?)"
                    + " ON CONFLICT (view, key) DO UPDATE SET value = excluded.value")) {
                for (int i = 0; i < rows; i++) {
                    upsert.setString(1, keys[i]);
                    upsert.setBytes(2, values[i]);
                    upsert.addBatch();
                    if (i % 10_000 == 9_999 || i == rows - 1) {
                        upsert.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
        return rows / ((System.nanoTime() - started) / 1e9);
    }

    private void note(String work, double ours, double peer, String peerName, double goal) {
        double ratio = Math.round(1000 * ours / peer) / 1000.0;
        Map<String, Object> result = new TreeMap<>();
        result.put("work", work + ", " + rows + " rows of 10 doubles");
        result.put("ours", Math.round(ours));
        result.put("peer", Math.round(peer));
        result.put("peer_name", peerName);
        result.put("unit", "rows/s");
        result.put("ratio", ratio);
        result.put("goal", goal);
        result.put("met", ratio >= goal);
        results.add(result);
        System.out.printf(
                Locale.ROOT,
                "%-24s %,10.0f rows/s   %-28s %,10.0f rows/s   ratio %.2f   goal %.2f   %s%n",
                work,
                ours,
                peerName,
                peer,
                ratio,
                goal,
                ratio >= goal ? "met" : "NOT met");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
