package io.penstock.features.peers;

import io.penstock.base.Json;
import io.penstock.base.Sql;
import io.penstock.base.WholeFile;
import io.penstock.features.Aggregate;
import io.penstock.features.BenchTimes;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Times of the point-in-time operator beside its peers, in one run on the same files. Arguments: result file, scale of the
 * rows, rounds that do not count, rounds, and the works wanted (all if none is named).
 */
public final class FeaturesBench {
    private static final List<String> WORKS =
            List.of("feast", "asof", "dense", "sparse", "tenfold", "exact", "skew", "onekey");
    private static final long SEED = 20240101;
    private static final int VIEWS = 5;
    private static final int COLUMNS = 10;
    private static final int MORE = 10;
    private static final long ONE_KEY = 5_000_000;
    private static final String SKEW_ROWS = "spark.penstock.skew.rows";
    private static final Contest.Size LATEST = new Contest.Size(200_000, 200_000, 10_000);
    private static final Contest.Size DENSE = new Contest.Size(200_000, 300_000, 1_000);
    private static final Contest.Size SPARSE = new Contest.Size(200_000, 300_000, 100_000);
    private static final Contest.Size TENFOLD = new Contest.Size(2_000_000, 3_000_000, 1_000);

    private final List<Comparison> results = new ArrayList<>();
    private final Path folder;
    private final double scale;
    private final int warmUp;
    private final int rounds;

    private FeaturesBench(Path folder, double scale, int warmUp, int rounds) {
        this.folder = folder;
        this.scale = scale;
        this.warmUp = warmUp;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> works = Arrays.asList(arguments).subList(4, arguments.length);
        if (!WORKS.containsAll(works)) {
            throw new IllegalArgumentException("works are " + WORKS + ", not " + works);
        }
        Path folder = Files.createTempDirectory("features-bench");
        FeaturesBench bench = new FeaturesBench(
                folder,
                Double.parseDouble(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        try (DuckDb duckDb = DuckDb.open()) {
            for (String work : works.isEmpty() ? WORKS : works) {
                bench.run(work, duckDb);
            }
        } finally {
            LocalSpark.session().stop();
            delete(folder);
        }
        List<Map<String, Object>> lines =
                bench.results.stream().map(Comparison::toMap).toList();
        WholeFile.write(Path.of(arguments[0]), Json.pretty(lines).getBytes(StandardCharsets.UTF_8));
    }

    private void run(String work, DuckDb duckDb) throws Exception {
        switch (work) {
            case "feast" -> latest(work, duckDb, Contest.FEAST, Comparison.By.CLOCK, 13);
            case "asof" -> latest(work, duckDb, Contest.DUCKDB_ASOF, Comparison.By.CORE, 0.5);
            case "dense" -> windows("27 windows, dense keys", Contest.windows(data(work), DENSE.times(scale), duckDb));
            case "sparse" ->
                windows("27 windows, sparse keys", Contest.windows(data(work), SPARSE.times(scale), duckDb));
            case "tenfold" -> tenfold();
            case "skew" -> skew();
            case "onekey" -> oneKey();
            default -> exact();
        }
    }

    private void latest(String work, DuckDb duckDb, String peer, Comparison.By by, double goal) throws Exception {
        Contest contest = Contest.latest(data(work), LATEST.times(scale), VIEWS, COLUMNS, duckDb)
                .beside(peer);
        contest.check();
        List<BenchTimes> times = contest.time(warmUp, rounds);
        note(Comparison.of("latest value, 5 views of 10 columns", times.get(0), times.get(1), by, goal));
    }

    private void windows(String work, Contest contest) throws Exception {
        contest.check();
        List<BenchTimes> times = contest.time(warmUp, rounds);
        for (BenchTimes peer : times.subList(1, times.size())) {
            double goal =
                    switch (peer.name()) {
                        case Contest.SPARK_FRAMES -> 3;
                        case Contest.SPARK_JOIN -> 5;
                        default -> 1;
                    };
            note(Comparison.of(work, times.get(0), peer, Comparison.By.CORE, goal));
        }
    }

    /** The same keys with ten times the rows, beside ten times the time of the rows once. */
    private void tenfold() throws Exception {
        List<BenchTimes> times = takingTurns(
                alone("ten times the rows", data("tenfold"), TENFOLD, Contest.moments()),
                alone("the rows once", data("once"), DENSE, Contest.moments()));
        note(new Comparison(
                "27 windows, ten times the rows",
                times.get(0),
                times.get(1),
                MORE,
                Comparison.By.CORE,
                Optional.of(MORE / 12.0)));
    }

    /** What needs exact sums, beside as many features that need none. */
    private void exact() throws Exception {
        List<BenchTimes> times = takingTurns(
                alone(
                        "sum, mean, stddev",
                        data("exact"),
                        DENSE,
                        Map.of(
                                "sum",
                                Aggregate.Sum::new,
                                "mean",
                                Aggregate.Mean::new,
                                "stddev",
                                Aggregate.StdDev::new)),
                alone(
                        "count, min, max",
                        data("plain"),
                        DENSE,
                        Map.of(
                                "count",
                                sql -> new Aggregate.Count(Optional.of(sql)),
                                "min",
                                Aggregate.Min::new,
                                "max",
                                Aggregate.Max::new)));
        note(new Comparison("27 windows", times.get(0), times.get(1), 1, Comparison.By.CORE, Optional.empty()));
    }

    /** Three fifths of the rows on one key, in 8 partitions: split by time, beside whole. */
    private void skew() throws Exception {
        BenchData data = new BenchData(Files.createDirectory(folder.resolve("skew")), SEED, 3);
        Contest.Size size = TENFOLD.times(scale);
        Path labels = data.labels(size.labels(), size.keys());
        Path events = data.events(size.events(), size.keys());
        SparkSession session = LocalSpark.session();
        String partitions = session.conf().get("spark.sql.shuffle.partitions");
        session.conf().set("spark.sql.shuffle.partitions", "8");
        List<BenchTimes> times =
                takingTurns(skewed("split", "1", labels, events), skewed("whole", "0", labels, events));
        session.conf().set("spark.sql.shuffle.partitions", partitions);
        note(new Comparison(
                "18 windows, 3 of 5 rows on one key",
                times.get(0),
                times.get(1),
                1,
                Comparison.By.CLOCK,
                Optional.empty()));
    }

    /** One key's fifty million events, in one task; ten times the time of a tenth of them. */
    private void oneKey() throws Exception {
        List<BenchTimes> times = takingTurns(whole("50,000,000 events", MORE), whole("a tenth of them", 1));
        note(new Comparison(
                "hourly ticks of one key",
                times.get(0),
                times.get(1),
                MORE,
                Comparison.By.CORE,
                Optional.of(MORE / 12.0)));
    }

    private Way whole(String name, int times) {
        long events = Math.max(1, Math.round(times * ONE_KEY * scale));
        return Way.ofSparkAlone(name, () -> {
            LocalSpark.session().conf().set(SKEW_ROWS, "0");
            return OneKey.ticks(events);
        });
    }

    private static Way skewed(String name, String countedFrom, Path labels, Path events) {
        return Way.ofSparkAlone(name, () -> {
            LocalSpark.session().conf().set(SKEW_ROWS, countedFrom);
            return Ours.windows(labels, events, Contest.moments(), List.of(BenchWindow.HOUR, BenchWindow.DAY));
        });
    }

    private Way alone(
            String name, BenchData data, Contest.Size full, Map<String, Function<Sql, Aggregate>> aggregates) {
        Contest.Size size = full.times(scale);
        Path labels = data.labels(size.labels(), size.keys());
        Path events = data.events(size.events(), size.keys());
        return Way.ofSparkAlone(name, () -> Ours.windows(labels, events, aggregates));
    }

    private List<BenchTimes> takingTurns(Way... ways) throws Exception {
        return Way.takeTurns(List.of(ways), folder, -warmUp, rounds);
    }

    private BenchData data(String name) throws IOException {
        return new BenchData(Files.createDirectory(folder.resolve(name)), SEED);
    }

    private void note(Comparison comparison) {
        results.add(comparison);
        System.out.println(comparison.line());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
