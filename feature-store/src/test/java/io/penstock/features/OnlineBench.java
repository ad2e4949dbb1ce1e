package io.penstock.features;

import io.penstock.base.Json;
import io.penstock.base.WholeFile;
import io.penstock.features.online.RedisProcess;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Rates of materialize beside what the stores take at most, in one run on as many keys and as many bytes each: {@code
 * redis-benchmark} with pipelined SET, and bare batched upserts into SQLite. Ours and the peer take turns, {@value #ROUNDS}
 * times after a round that does not count; a rate is the median. Arguments: result file, rows.
 */
final class OnlineBench {
    private static final int ROUNDS = 5;
    private static final int VALUE_BYTES = 116;
    private static final int PIPELINE = 500;
    private static final String FIRST = "2013-01-01";
    private static final String NEXT = "2013-01-02";

    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Path folder;
    private final int rows;
    private final PublishedWide view;

    private OnlineBench(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
        this.view = new PublishedWide(folder.resolve("lake"));
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("online-bench");
        OnlineBench bench = new OnlineBench(folder, Integer.parseInt(arguments[1]));
        try {
            bench.view.publish(FIRST, bench.rows);
            bench.view.publish(NEXT, bench.rows);
            bench.redis();
            bench.sqlite();
        } finally {
            LocalSpark.session().stop();
            delete(folder);
        }
        WholeFile.write(Path.of(arguments[0]), Json.pretty(bench.results).getBytes(StandardCharsets.UTF_8));
    }

    private void redis() throws Exception {
        BenchTimes peer = new BenchTimes("redis-benchmark SET -P " + PIPELINE);
        BenchTimes peerAgain = new BenchTimes("redis-benchmark SET -P " + PIPELINE + ", again");
        BenchTimes reading = new BenchTimes("of it reading and packing");
        BenchTimes first = new BenchTimes("materialize to Redis, empty");
        BenchTimes next = new BenchTimes("materialize to Redis, next tick");
        for (int round = 0; round <= ROUNDS; round++) {
            try (RedisProcess redis = RedisProcess.start()) {
                BenchTimes.Server server = redis::cpuSeconds;
                peer.time(round, server, () -> redisBenchmark(redis));
                peerAgain.time(round, server, () -> redisBenchmark(redis));
            }
            try (RedisProcess redis = RedisProcess.start()) {
                reading.time(round, () -> 0, () -> view.pack(FIRST));
                first.time(round, redis::cpuSeconds, () -> materialize(redis.database(0), FIRST));
                next.time(round, redis::cpuSeconds, () -> materialize(redis.database(0), NEXT));
            }
        }
        note(first, peer, 0.6);
        note(next, peerAgain, 0.6);
        System.out.println(reading.line(rows));
    }

    private void sqlite() throws Exception {
        BenchTimes peer = new BenchTimes("bare batched upserts");
        BenchTimes first = new BenchTimes("materialize to SQLite");
        Bare bare = new Bare(rows, VALUE_BYTES);
        for (int round = 0; round <= ROUNDS; round++) {
            Path at = Files.createDirectory(folder.resolve("sqlite-" + round));
            peer.time(round, () -> 0, () -> bare.upserts(at.resolve("bare.db")));
            first.time(
                    round,
                    () -> 0,
                    () -> materialize(
                            new OnlineSetting.Sqlite(at.resolve("online.db").toString()), FIRST));
            delete(at);
        }
        note(first, peer, 0.5);
    }

    /** A whole materialization, from the table in the lake to the last record of the ledger. */
    private void materialize(OnlineSetting setting, String day) {
        BuildOutcome outcome = view.materialize(setting, day);
        if (outcome.counts().get("written") != rows) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private void redisBenchmark(RedisProcess redis) throws IOException, InterruptedException {
        List<String> command = List.of(
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
                "--csv");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.contains("\"SET\"")) {
            throw new IllegalStateException(said);
        }
    }

    private void note(BenchTimes ours, BenchTimes peer, double goal) {
        double ratio = Math.round(1000 * peer.median() / ours.median()) / 1000.0;
        Map<String, Object> result = new TreeMap<>();
        result.put("work", ours.name() + ", " + rows + " rows of 10 doubles");
        result.put("ours", Math.round(rows / ours.median()));
        result.put("peer", Math.round(rows / peer.median()));
        result.put("peer_name", peer.name());
        result.put("unit", "rows/s");
        result.put("ratio", ratio);
        result.put("goal", goal);
        result.put("met", ratio >= goal);
        results.add(result);
        System.out.println(ours.line(rows));
        System.out.println(peer.line(rows));
        System.out.printf(Locale.ROOT, "  ratio %.2f, goal %.2f: %s%n", ratio, goal, ratio >= goal ? "met" : "NOT met");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
