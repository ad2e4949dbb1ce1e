package io.penstock.jobs.report;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.base.DateRange;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.features.FeatureStore;
import io.penstock.features.ingest.Ingestion;
import io.penstock.jobs.Project;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.MetaTable;
import io.penstock.lake.Staged;
import io.penstock.training.Act;
import io.penstock.training.Confusion;
import io.penstock.training.Curves;
import io.penstock.training.Decision;
import io.penstock.training.Estimate;
import io.penstock.training.Evaluation;
import io.penstock.training.Evaluations;
import io.penstock.training.Evidence;
import io.penstock.training.GainShare;
import io.penstock.training.Metric;
import io.penstock.training.Metrics;
import io.penstock.training.ModelManifest;
import io.penstock.training.ModelRegistry;
import io.penstock.training.Placement;
import io.penstock.training.Registered;
import io.penstock.training.Slice;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.Gate;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny project, ingested and built for real: five days of which one is blocked and one missing. */
class LakeReadingTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Instant NOON = Instant.parse("2013-02-01T12:00:00Z");
    private static final List<String> BATCHES =
            List.of("2013-01-01", "2013-01-02", "2013-01-03", "2013-01-04", "2013-01-05");

    @TempDir
    static Path folder;

    private static ReportData report;

    @BeforeAll
    static void build() throws IOException {
        define();
        Project project = Project.read(folder, Optional.empty(), Map.of());
        Lake lake = Lake.at(SPARK, project.lakeRoot());
        Run ingest = run("ingest-1", "ingest", 0);
        new Ingestion(SPARK)
                .run(
                        lake,
                        folder,
                        project.catalog().feeds().get("flights"),
                        List.copyOf(project.catalog().sources().values()),
                        BATCHES,
                        ingest);
        ended(lake, ingest, "blocked", "2013-01-03: row_count", 60);
        Run features = run("features-1", "features", 100);
        FeatureStore store = new FeatureStore(lake, project.catalog());
        store.build(
                store.plan(
                        project.catalog().view("congestion"),
                        new DateRange(LocalDate.parse("2013-01-01"), LocalDate.parse("2013-01-02"))),
                features);
        recordOfAKilledRun(lake);
        predict(lake);
        train(lake);
        watch(lake);
        compare(lake);
        report = ReportData.read(lake, project, new RunId("features-1"));
    }

    @Test
    void theLedgerIsThatOfMetaBatches() {
        SourceFacts departures = report.sources().get(0);

        assertThat(departures.batches())
                .containsExactly(
                        new BatchFacts("2013-01-01", "ok", 4, 3, 0, 1, 0),
                        new BatchFacts("2013-01-02", "ok", 4, 2, 1, 1, 0),
                        new BatchFacts("2013-01-03", "blocked", 1, 0, 0, 0, 1),
                        new BatchFacts("2013-01-04", "missing", 0, 0, 0, 0, 0),
                        new BatchFacts("2013-01-05", "ok", 4, 3, 0, 1, 0));
        assertThat(departures.version())
                .map(version -> version.version().toString())
                .contains("sources/departures@1");
    }

    @Test
    void checksOfAKilledRunDoNotCount() {
        SourceFacts departures = report.sources().get(0);

        assertThat(departures.checks()).extracting(CheckFacts::name).doesNotContain("from_a_killed_run");
        assertThat(departures.checks())
                .filteredOn(check -> check.name().equals("row_count"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.failed()).isEqualTo(1);
                    assertThat(check.parted()).isZero();
                    assertThat(check.slices()).isEqualTo(4);
                    assertThat(check.slice()).isEqualTo("2013-01-03");
                });
    }

    @Test
    void aRowCheckThatKeptRowsApartIsNoFailureOfItsBatch() {
        assertThat(report.sources().get(0).checks())
                .filteredOn(check -> check.name().equals("in_range(dep_delay)"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.parted()).isEqualTo(1);
                    assertThat(check.failed()).isZero();
                    assertThat(check.slice()).isEqualTo("2013-01-02");
                    assertThat(check.status()).isEqualTo(new Status(Tone.WARN, "quarantined"));
                });
    }

    @Test
    void viewsComeWithDefinitionVersionAndRowsByDay() {
        ViewFacts view = report.views().get(0);

        assertThat(view.rhythm()).isEqualTo("a tick every 1h, readable after 10m, stale after 3h");
        assertThat(view.features())
                .extracting(FeatureFacts::name, FeatureFacts::what, FeatureFacts::window)
                .containsExactly(
                        tuple("departures_1h", "count of rows", "1h"),
                        tuple("late_3h", "mean of dep_delay where dep_delay > 15", "3h"),
                        tuple("last_delay", "last of dep_delay", "all of the past"));
        assertThat(view.days())
                .extracting(DayRows::day)
                .containsExactly(LocalDate.parse("2013-01-01"), LocalDate.parse("2013-01-02"));
        assertThat(view.rows())
                .isEqualTo(SPARK.read()
                        .format("delta")
                        .load(folder + "/lake/features/congestion")
                        .count());
    }

    @Test
    void predictionsAreThoseOfTheChampionByDay() {
        assertThat(report.models().get(0).days())
                .containsExactly(new ScoredDay(LocalDate.parse("2013-01-02"), 2, 0.4, 0.5));
    }

    @Test
    void theCardIsThatOfTheChampionAndShowsWhatItWasJudgedBy() {
        ModelFacts model = report.models().get(0);
        CardFacts card = model.card().orElseThrow();

        assertThat(card.version()).isEqualTo(1);
        assertThat(card.alias()).isEqualTo("champion");
        assertThat(card.pins())
                .containsExactly("training_sets/late@0", "sources/departures@1", "features/congestion@4");
        assertThat(card.tested("auc")).contains(new Measure("auc", 0.75, 0.7, 0.8));
        assertThat(card.baseline()).contains(new Measure("auc", 0.6, 0.6, 0.6));
        assertThat(card.confusion()).contains(new ConfusionFacts(0.5, 1, 2, 3, 4));
        assertThat(card.slices())
                .containsExactly(new SliceFacts(
                        "origin", Optional.empty(), 10, 4, Optional.of(new Measure("auc", 0.75, 0.7, 0.8))));
        assertThat(card.settings())
                .contains(
                        new CardFacts.Setting("left out without label", "7,614"),
                        new CardFacts.Setting("trees", "7 of 10"));
        assertThat(card.curves().orElseThrow().roc())
                .containsExactly(new CurveFacts.Point(0, 0), new CurveFacts.Point(1, 1));
        assertThat(card.splits())
                .extracting(SplitFacts::name, SplitFacts::rows, SplitFacts::positiveShare)
                .containsExactly(tuple("train", 60L, "–"), tuple("test", 10L, "40.0\u00a0%"));
        assertThat(model.events()).extracting(EventFacts::event).containsExactly("promoted", "registered");
        assertThat(model.events().get(0).reason()).isEqualTo("beats the baseline");
    }

    @Test
    void aRunThatOnlyItsCommitsKnowIsUnderWayOrWritesTheReport() {
        assertThat(report.runs()).extracting(RunFacts::verdict).containsExactly("under_way", "this_run", "blocked");
        assertThat(report.project().asOf()).contains(Instant.parse("2013-01-06T00:00:00Z"));
    }

    @Test
    void lineageRunsFromFilesToPredictions() {
        assertThat(report.lineage().edges())
                .containsExactly(
                        new Lineage.Edge("files/flights", "sources/departures"),
                        new Lineage.Edge("sources/departures", "features/congestion"),
                        new Lineage.Edge("sources/departures", "training_sets/late"),
                        new Lineage.Edge("features/congestion", "training_sets/late"),
                        new Lineage.Edge("training_sets/late", "models/late"),
                        new Lineage.Edge("models/late", "predictions/late"));
        assertThat(report.lineage().node("sources/departures").note()).isEqualTo("@1");
        assertThat(report.lineage().node("features/congestion").note()).isEqualTo("@1 · model @4");
        assertThat(report.lineage().node("files/flights").note()).isEqualTo("4 batches");
    }

    @Test
    void driftIsThatOfTheNewestWindowBesideTraining() {
        DriftWindow window = report.models().get(0).drift().orElseThrow();

        assertThat(window.date()).isEqualTo(LocalDate.parse("2013-01-02"));
        assertThat(window.windows()).isEqualTo(2);
        assertThat(window.rows()).isEqualTo(8);
        assertThat(window.columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("congestion__departures_1h");
            assertThat(column.newest()).extracting(DriftFacts::method).containsExactly("psi", "null_share");
            assertThat(column.worst().verdict()).isEqualTo("alarm");
            assertThat(column.worst().score()).as("the last run's").isEqualTo(0.7);
            assertThat(column.history()).extracting(DriftFacts::score).containsExactly(0.3, 0.7);
            assertThat(column.since()).isEqualTo(LocalDate.parse("2013-01-01"));
            assertThat(column.bins().orElseThrow().labels()).containsExactly("below 2", "2 to 5", "5 and above");
            assertThat(column.bins().orElseThrow().reference()).containsExactly(2L, 1L, 1L);
            assertThat(column.bins().orElseThrow().window()).containsExactly(1L, 0L, 6L);
            assertThat(column.bins().orElseThrow().windowNulls()).isEqualTo(1);
        });
    }

    @Test
    void featuresHaveTheDistributionThatTheModelWasTrainedOn() {
        assertThat(report.views().get(0).features())
                .extracting(feature -> feature.bins().map(BinFacts::reference))
                .containsExactly(Optional.of(List.of(2L, 1L, 1L)), Optional.empty(), Optional.empty());
    }

    @Test
    void comparisonsShowTheNewestDateAndNoKey() {
        ComparedFacts compared = report.compared().get(0);

        assertThat(compared.subject()).isEqualTo("congestion");
        assertThat(compared.date()).isEqualTo(LocalDate.parse("2013-01-02"));
        assertThat(compared.since()).isEqualTo(LocalDate.parse("2013-01-01"));
        assertThat(compared.mismatched()).isEqualTo(2);
        assertThat(compared.failed()).singleElement().satisfies(feature -> {
            assertThat(feature.differences()).containsExactly(4.5, 0.5);
            assertThat(feature.cause()).isEqualTo("late row");
        });
        assertThat(compared.freshness()).map(ConsistencyFacts::cause).contains("stale: newest tick is 5h old, ttl 3h");
        assertThat(Report.pages(report))
                .allSatisfy((page, html) -> assertThat(html).doesNotContain("N14228"));
    }

    @Test
    void thePageNamesTheBlockedBatchFirst() {
        assertThat(Report.pages(report).get(Page.OVERVIEW))
                .contains("1\u00a0batch of departures")
                .contains("2013-01-03");
    }

    private static void define() throws IOException {
        write("penstock.yaml", "project: small\nlake: lake\n");
        write(
                "feeds/flights.yaml",
                """
                feed: flights
                files: {path: "data/{batch}.csv", format: csv, nulls: [NA]}
                batch: {every: 1d, timezone: UTC, starts: 2013-01-01}
                columns: {flight: int, origin: string, at: timestamp, dep_delay: double}
                key: [flight]
                """);
        write(
                "sources/departures.yaml",
                """
                source: departures
                feed: flights
                columns: [flight, origin, dep_delay]
                where: dep_delay is not null
                event_timestamp: at
                created_timestamp: at
                checks:
                  - {in_range: dep_delay, min: -120, max: 1440}
                  - {row_count: {min: 2}}
                """);
        write("entities/origin.yaml", "entity: origin\nkeys: {origin: string}\n");
        write(
                "features/congestion.yaml",
                """
                feature_view: congestion
                entity: origin
                source: departures
                refresh: 1h
                publish_delay: 10m
                ttl: 3h
                features:
                  departures_1h: {count: "*", window: 1h}
                  late_3h: {mean: dep_delay, window: 3h, where: dep_delay > 15}
                  last_delay: {last: dep_delay}
                """);
        write(
                "models/late.yaml",
                """
                model: late
                spine: {source: departures, lead: 1h, from: 2013-01-01, columns: [origin]}
                label: {source: departures, value: "dep_delay > 15", matures_after: 1h, missing: drop}
                features: ["congestion:*"]
                encode: {ordinal: [origin], unseen: other}
                split: {test: 1d, validation: 1d, gap: 1h}
                train: {xgboost: {objective: "binary:logistic"}, rounds: 10, early_stopping: 2, device: auto, workers: 1, seed: 7}
                decide: {threshold: 0.5}
                promote: {metric: auc, margin: 0.002, first: beats_baseline, approvals: 0}
                """);
        file("2013-01-01", "20.0", "5.0", "NA", "0.0");
        file("2013-01-02", "20.0", "9999.0", "NA", "0.0");
        file("2013-01-03", "1.0");
        file("2013-01-05", "20.0", "5.0", "NA", "0.0");
    }

    private static void file(String day, String... delays) throws IOException {
        StringBuilder rows = new StringBuilder("flight,origin,at,dep_delay\n");
        for (int i = 0; i < delays.length; i++) {
            rows.append(day.replace("-", ""))
                    .append(i)
                    .append(",JFK,")
                    .append(day)
                    .append("T0")
                    .append(i)
                    .append(":30:00Z,");
            rows.append(delays[i]).append('\n');
        }
        write("data/" + day + ".csv", rows.toString());
    }

    private static void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private static Run run(String id, String job, int second) {
        return new Run(new RunId(id), job, "test", NOON.plusSeconds(second));
    }

    private static void ended(Lake lake, Run run, String verdict, String reason, int seconds) {
        lake.append(
                MetaTable.RUNS,
                List.of(RowFactory.create(
                        run.id().value(),
                        run.job(),
                        LocalDate.parse("2013-01-01"),
                        LocalDate.parse("2013-01-05"),
                        run.startedAt(),
                        run.startedAt().plusSeconds(seconds),
                        verdict,
                        new Object[] {reason},
                        new Object[] {},
                        new Object[] {},
                        13L,
                        8L,
                        1.0,
                        "test",
                        "d",
                        0L,
                        0L,
                        0L,
                        new Object[] {})));
    }

    /** Killed before its deciding commit: its records stand there, nothing names its run. */
    private static void recordOfAKilledRun(Lake lake) {
        lake.append(
                MetaTable.CHECKS,
                List.of(RowFactory.create(
                        "killed-1",
                        "sources/departures",
                        null,
                        "2013-01-01",
                        "from_a_killed_run",
                        null,
                        "error",
                        "1",
                        "0",
                        "failed",
                        "no")));
        lake.append(
                MetaTable.BATCHES,
                List.of(RowFactory.create(
                        "departures",
                        "2013-01-01",
                        new Object[] {},
                        9L,
                        9L,
                        0L,
                        0L,
                        0L,
                        "ok",
                        "killed-1",
                        "d",
                        NOON.plusSeconds(50))));
    }

    private static void predict(Lake lake) {
        StructType schema = new StructType()
                .add("flight", LongType)
                .add("score", DoubleType)
                .add("decision", BooleanType)
                .add("role", StringType)
                .add("date", DateType);
        LocalDate day = LocalDate.parse("2013-01-02");
        Dataset<Row> rows = SPARK.createDataFrame(
                List.of(
                        RowFactory.create(1L, 0.2, false, "champion", day),
                        RowFactory.create(2L, 0.6, true, "champion", day),
                        RowFactory.create(1L, 0.9, true, "challenger", day)),
                schema);
        Layout layout = new Layout("predictions/late", schema, Optional.of("date"));
        try (Staged staged = lake.stage(layout, rows, List.of("2013-01-02"))) {
            lake.publish(
                    Gate.check(staged, CheckSuite.NONE, slice -> NOON)
                            .validated()
                            .orElseThrow(),
                    new Commit(run("score-1", "score", 200), List.of(), "d", Map.of(), Map.of()));
        }
    }

    private static void train(Lake lake) throws IOException {
        String digest = "0".repeat(64);
        Metrics test = metrics(new Estimate(0.75, 0.7, 0.8));
        ModelManifest manifest = new ModelManifest(
                1,
                "late",
                List.of(),
                Map.of(),
                0.5,
                Map.of("test", test),
                List.of(new GainShare("origin", 1)),
                Map.of("train", 60L, "test", 10L),
                Map.of("max_depth", 6),
                10,
                2,
                7,
                new Placement("xxhash64(key)", List.of("flight"), 1, 1, "cpu"),
                "3.4.0",
                "test",
                Map.of(
                        "training_set",
                        "training_sets/late@0",
                        "parents",
                        List.of("sources/departures@1", "features/congestion@4"),
                        "counts",
                        Map.of("label_missing", 7614)));
        write("lake/models/late/" + digest + "/manifest.json", manifest.toJson());
        Evaluation evaluation = new Evaluation(
                test,
                0.5,
                new Confusion(1, 2, 3, 4),
                new Curves(List.of(new Curves.Point(0, 0), new Curves.Point(1, 1)), List.of(), List.of()));
        Slice slice = new Slice("origin", Optional.empty(), 10, 4, Optional.of(test));
        Evidence evidence = new Evidence(
                "late", digest, test, List.of(), Optional.of(metrics(Estimate.exactly(0.6))), Optional.empty(), 0);
        new Evaluations(evaluation, evaluation, List.of(slice)).save(SPARK, lake.root(), "late", digest);
        evidence.save(SPARK, lake.root());
        ModelRegistry registry = ModelRegistry.of(lake);
        Act act = new Act("train", NOON, Optional.of(new RunId("train-1")));
        Registered registered = registry.register("late", digest, act);
        registry.decide(registered.version(), new Decision.Promoted("beats the baseline"), evidence.digest(), act);
    }

    private static void watch(Lake lake) throws IOException {
        StructType schema =
                new StructType().add("congestion__departures_1h", DoubleType).add("day", DateType);
        LocalDate day = LocalDate.parse("2013-01-01");
        Profile profile = Profile.of(
                SPARK.createDataFrame(
                        List.of(
                                RowFactory.create(1.0, day),
                                RowFactory.create(1.0, day),
                                RowFactory.create(2.0, day),
                                RowFactory.create(5.0, day)),
                        schema),
                List.of("congestion__departures_1h"),
                "day");
        write("lake/models/late/" + "0".repeat(64) + "/profile.json", profile.toJson());
        lake.append(
                MetaTable.DRIFT,
                List.of(
                        drift("2013-01-01", "psi", 0.3, "alarm", "watch-1"),
                        drift("2013-01-02", "psi", 0.1, "ok", "watch-2"),
                        drift("2013-01-02", "null_share", 0.125, "ok", "watch-2"),
                        drift("2013-01-02", "psi", 0.7, "alarm", "watch-3")));
    }

    private static Row drift(String date, String method, double score, String verdict, String run) {
        return RowFactory.create(
                "late",
                LocalDate.parse(date),
                "congestion__departures_1h",
                "data",
                method,
                score,
                0.05,
                0.1,
                0.01,
                0.01,
                0.125,
                verdict,
                null,
                null,
                0.2,
                8L,
                new Object[] {1L, 0L, 6L, 0L, 0L, 0L, 1L},
                1L,
                run);
    }

    private static void compare(Lake lake) {
        lake.append(
                MetaTable.CONSISTENCY,
                List.of(
                        compared("2013-01-01", "late_3h", 1, "late row", "failed", 0.25),
                        compared("2013-01-02", "late_3h", 2, "late row", "failed", 4.5, 0.5),
                        compared("2013-01-02", "departures_1h", 0, null, "passed"),
                        compared("2013-01-02", "*", 1, "stale: newest tick is 5h old, ttl 3h", "failed")));
    }

    private static Row compared(
            String date, String feature, long mismatched, String cause, String verdict, Double... differences) {
        return RowFactory.create(
                "congestion",
                feature,
                LocalDate.parse(date),
                3L,
                mismatched,
                "[N14228]",
                differences.length == 0 ? null : differences[0],
                cause,
                verdict,
                null,
                differences,
                "compare-1");
    }

    private static Metrics metrics(Estimate auc) {
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            estimates.put(metric, auc);
        }
        return new Metrics(10, 4, estimates);
    }
}
