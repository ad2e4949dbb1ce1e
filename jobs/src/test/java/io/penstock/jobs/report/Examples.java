package io.penstock.jobs.report;

import io.penstock.base.DateRange;
import io.penstock.base.TableVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Made-up reports: one in which all is well, one with troubles, one whose every text is what a test gives. */
final class Examples {
    static final Instant NOON = Instant.parse("2013-11-03T12:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2013-01-01");
    private static final int DAYS = 304;

    private final Random random = new Random(7);
    private final UnaryOperator<String> text;
    private final boolean troubled;

    private Examples(UnaryOperator<String> text, boolean troubled) {
        this.text = text;
        this.troubled = troubled;
    }

    static ReportData calm() {
        return new Examples(UnaryOperator.identity(), false).data();
    }

    static ReportData troubled() {
        return new Examples(UnaryOperator.identity(), true).data();
    }

    /** Every text that comes from definitions, data or messages goes through the operator. */
    static ReportData withTexts(UnaryOperator<String> text) {
        return new Examples(text, true).data();
    }

    static ReportData empty() {
        return new ReportData(
                new ProjectFacts("flights", "", "", "lake", Optional.empty()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Lineage(List.of(), List.of()));
    }

    private String t(String value) {
        return text.apply(value);
    }

    private ReportData data() {
        ProjectFacts project = new ProjectFacts(
                t("flights"),
                t(
                        "Says two hours before departure whether a flight from New York will arrive more than 15 minutes late."),
                t("flight-operations"),
                t("file:/srv/penstock/flights/lake"),
                Optional.of(Instant.parse("2013-11-01T00:00:00Z")));
        return new ReportData(project, runs(), sources(), views(), List.of(model()), compared(), lineage());
    }

    private List<RunFacts> runs() {
        List<RunFacts> runs = new ArrayList<>();
        if (troubled) {
            runs.add(run(
                    "ingest",
                    "2013-11-01",
                    "2013-11-01",
                    30,
                    9,
                    "blocked",
                    963,
                    0,
                    t("departures 2013-10-15: row_count observed 41, expected at least 300")));
        }
        runs.add(run("score", "2013-10-01", "2013-10-31", 600, 21, "ok", 28_653, 28_653, ""));
        runs.add(run("train", "", "", 700, 48, "ok", 212_430, 0, ""));
        runs.add(run("training-set", "", "2013-09-30", 800, 31, "ok", 243_101, 236_702, ""));
        runs.add(run("features", "2013-10-01", "2013-10-31", 900, 17, "ok", 84_310, 421_876, ""));
        runs.add(run("ingest", "2013-10-01", "2013-10-31", 1000, 14, "ok", 88_900, 87_611, ""));
        runs.add(run("features", "2013-01-01", "2013-09-30", 1100, 83, "ok", 771_204, 3_912_044, ""));
        runs.add(run("ingest", "2013-01-01", "2013-09-30", 1200, 62, "ok", 780_031, 766_418, ""));
        return runs;
    }

    private RunFacts run(
            String job, String from, String to, int ago, int took, String verdict, long in, long out, String reason) {
        Optional<DateRange> dates = to.isEmpty()
                ? Optional.empty()
                : Optional.of(new DateRange(LocalDate.parse(from.isEmpty() ? to : from), LocalDate.parse(to)));
        Instant started = NOON.minusSeconds(ago);
        List<String> reasons = reason.isEmpty() ? List.of() : List.of(reason);
        return new RunFacts(
                "r" + ago, t(job), dates, started, started.plusSeconds(took), verdict, reasons, in, out, List.of());
    }

    private List<SourceFacts> sources() {
        return List.of(
                source("schedule", "Flights as planned; known long before.", 0, 0, false),
                source("departures", "A flight leaves the gate.", 24, 3, troubled),
                source("arrivals", "A flight reaches its gate.", 27, 2, false),
                source("weather", "Hourly weather at the three airports.", 0, 1, false),
                planes());
    }

    private SourceFacts source(String name, String about, int filtered, int quarantined, boolean faulty) {
        List<BatchFacts> batches = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = FIRST.plusDays(i);
            long read = name.equals("weather")
                    ? 72
                    : 780 + random.nextInt(60) + (day.getDayOfWeek().getValue() < 6 ? 140 : 0);
            long out = filtered == 0 ? 0 : random.nextInt(filtered);
            long refused = quarantined > 0 && i % 31 == 5 ? quarantined : 0;
            boolean block = faulty && (i == 287 || i == 288);
            boolean absent = faulty && i == 302;
            batches.add(
                    absent
                            ? new BatchFacts(day.toString(), "missing", 0, 0, 0, 0, 0)
                            : block
                                    ? new BatchFacts(day.toString(), "blocked", read, 0, 0, 0, read)
                                    : new BatchFacts(
                                            day.toString(), "ok", read, read - out - refused, refused, out, 0));
        }
        List<CheckFacts> checks = new ArrayList<>();
        checks.add(check(
                "sources/" + name,
                "complete(origin)",
                "error",
                "0 rows without",
                DAYS,
                0,
                0,
                "2013-10-31",
                "0 rows without"));
        if (faulty) {
            checks.add(check("sources/" + name, "row_count", "error", "at least 300", DAYS, 2, 0, "2013-10-16", "41"));
            checks.add(check(
                    "sources/" + name,
                    "one_of(origin)",
                    "warn",
                    "EWR, JFK, LGA",
                    DAYS,
                    0,
                    3,
                    "2013-09-12",
                    "2 rows with HPN"));
        }
        return new SourceFacts(t(name), t(about), version("sources/" + name, 2), batches, checks);
    }

    private SourceFacts planes() {
        BatchFacts all = new BatchFacts("all", "ok", 3_322, 3_322, 0, 0, 0);
        return new SourceFacts(
                t("planes"),
                t("What kind of aeroplane it is."),
                version("sources/planes", 0),
                List.of(all),
                List.of(check(
                        "sources/planes", "unique(tailnum)", "error", "no key twice", 1, 0, 0, "all", "0 rows twice")));
    }

    private CheckFacts check(
            String table,
            String name,
            String severity,
            String expected,
            long slices,
            long failed,
            long warned,
            String slice,
            String observed) {
        boolean clean = failed + warned == 0;
        return new CheckFacts(
                t(table),
                t(name),
                severity,
                t(expected),
                slices,
                failed,
                0,
                warned,
                0,
                t(slice),
                clean ? "" : t("2013-10-15"),
                t(observed),
                clean ? "" : t(name + ": observed " + observed + ", expected " + expected));
    }

    private Optional<VersionFacts> version(String table, long version) {
        return Optional.of(new VersionFacts(new TableVersion(table, version), version + 1, NOON.minusSeconds(900)));
    }

    private List<ViewFacts> views() {
        return List.of(
                view("origin_congestion", "How the airport of departure is doing.", "origin", "departures", 70),
                view("origin_weather", "The weather at the airport of departure.", "origin", "weather", 70),
                view("carrier_recent", "How the airline is doing today.", "carrier", "departures", 240),
                view("carrier_daily", "How the airline has been doing for a month.", "carrier", "arrivals", 16),
                view("route_recent", "How the route is doing.", "route", "arrivals", 1200),
                view("destination_arrivals", "How late others arrive there.", "destination", "arrivals", 900),
                view(
                        "tail_last",
                        "The aeroplane's last arrival; a late aeroplane stays late.",
                        "aircraft",
                        "arrivals",
                        3900),
                view("tail_departures", "The aeroplane's last departures.", "aircraft", "departures", 3900),
                new ViewFacts(
                        t("plane"),
                        t("What kind of aeroplane it is."),
                        t("aircraft"),
                        t("planes"),
                        "exact: computed when it is asked for",
                        Optional.empty(),
                        List.of(),
                        List.of(new FeatureFacts(t("seats"), t("last of seats"), "all of the past", Optional.empty())),
                        List.of()));
    }

    private ViewFacts view(String name, String about, String entity, String source, int rows) {
        List<DayRows> days = IntStream.range(0, DAYS)
                .filter(i -> !troubled || i != 288)
                .mapToObj(i ->
                        new DayRows(FIRST.plusDays(i), Math.min(i + 3, 10) * rows / 10 + random.nextInt(rows / 8 + 1)))
                .toList();
        List<FeatureFacts> features = List.of(
                new FeatureFacts(t("departures_1h"), t("count of rows"), "1h", Optional.of(bins(false))),
                new FeatureFacts(t("dep_delay_mean_3h"), t("mean of dep_delay"), "3h", Optional.of(bins(false))),
                new FeatureFacts(
                        t("late_share_24h"), t("mean of double(dep_delay > 15)"), "24h", Optional.of(categories())));
        return new ViewFacts(
                t(name),
                t(about),
                t(entity),
                t(source),
                "a tick every 1h, readable after 10m, stale after 3h",
                version("features/" + name, 2),
                days,
                features,
                List.of(check(
                        "features/" + name,
                        "in_range(late_share_24h)",
                        "error",
                        "0 to 1",
                        DAYS,
                        0,
                        0,
                        "2013-10-31",
                        "0 rows outside")));
    }

    private ModelFacts model() {
        List<EventFacts> events = new ArrayList<>();
        if (troubled) {
            events.add(event(
                    2,
                    "held",
                    "",
                    500,
                    "test AUC 0.864 is above held_above 0.79: too good to be true until a person says otherwise"));
            events.add(event(2, "registered", "", 501, "trained on training_sets/arrival_late@1"));
        }
        events.add(event(
                1,
                "promoted",
                "champion",
                650,
                "first champion: test AUC 0.754 beats the baseline's 0.681 by more than 0.002"));
        events.add(event(1, "registered", "", 651, "trained on training_sets/arrival_late@0"));
        List<ScoredDay> days = IntStream.range(0, 31)
                .mapToObj(i -> new ScoredDay(
                        LocalDate.parse("2013-10-01").plusDays(i),
                        880 + random.nextInt(120),
                        0.17 + 0.08 * Math.sin(i / 3.0) + 0.03 * random.nextDouble(),
                        0.07 + 0.05 * Math.sin(i / 3.0) + 0.02 * random.nextDouble()))
                .toList();
        List<PerformanceFacts> performance = List.of(
                new PerformanceFacts(
                        LocalDate.parse("2013-10-31"),
                        1,
                        "realised",
                        new Measure("auc", 0.736, 0.711, 0.759),
                        28_301,
                        "passed",
                        ""),
                new PerformanceFacts(
                        LocalDate.parse("2013-10-31"),
                        1,
                        "realised",
                        new Measure("logloss", 0.392, 0.371, 0.415),
                        28_301,
                        troubled ? "warned" : "passed",
                        troubled ? "alert" : ""));
        return new ModelFacts(
                t("arrival_late"),
                t("Will this flight arrive more than 15 minutes late? Said two hours before its scheduled departure."),
                t("flight-operations"),
                Optional.of(card()),
                events,
                days,
                performance,
                Optional.of(drift()),
                List.of(check(
                        "predictions/arrival_late",
                        "in_range(score)",
                        "error",
                        "0 to 1",
                        31,
                        0,
                        0,
                        "2013-10-31",
                        "0 rows outside")));
    }

    private DriftWindow drift() {
        List<DriftColumn> columns = new ArrayList<>();
        if (troubled) {
            columns.add(column("score", "prediction", "alarm", 0.31));
            columns.add(column(input(0), "data", "alarm", 0.42));
            columns.add(column(input(1), "data", "alarm", 0.18));
            columns.add(column(input(4), "data", "warn", 0.12));
            columns.add(new DriftColumn(
                    t("gone"),
                    "data",
                    List.of(drift("gone", "data", "not_evaluated", "2013-10-31", Double.NaN)),
                    List.of(drift("gone", "data", "not_evaluated", "2013-10-31", Double.NaN)),
                    Optional.empty()));
        }
        columns.add(column("label", "target", "warming_up", 0.02));
        IntStream.range(5, 40).forEach(i -> columns.add(column(input(i), "data", "ok", 0.001 * i)));
        return new DriftWindow(LocalDate.parse("2013-10-31"), 1, 28_653, 60, columns);
    }

    private DriftColumn column(String name, String kind, String verdict, double score) {
        List<DriftFacts> past = new ArrayList<>();
        for (int i = 59; i >= 1; i--) {
            String before = verdict.equals("alarm") && i > 6 ? "ok" : verdict;
            past.add(drift(
                    name,
                    kind,
                    before,
                    LocalDate.parse("2013-10-31").minusDays(i).toString(),
                    score * (60 - i) / 60));
        }
        DriftFacts newest = drift(name, kind, verdict, "2013-10-31", score);
        past.add(newest);
        return new DriftColumn(
                t(name), kind, List.of(newest), past, Optional.of(name.equals("dest") ? categories() : bins(true)));
    }

    private DriftFacts drift(String column, String kind, String verdict, String date, double score) {
        boolean tells = verdict.equals("alarm") || verdict.equals("warn");
        return new DriftFacts(
                LocalDate.parse(date),
                1,
                t(column),
                kind,
                "psi",
                score,
                0.054,
                0.1,
                0.01,
                28_653,
                verdict,
                tells ? "alert" : "",
                verdict.equals("warming_up") ? t("62 % of the labels are known, 95 % are needed") : "");
    }

    private BinFacts bins(boolean window) {
        List<Double> edges =
                IntStream.rangeClosed(1, 19).mapToObj(i -> i * i / 4.0 - 10).toList();
        return new BinFacts(
                edges,
                IntStream.range(0, 20).mapToObj(i -> t("bin " + i)).toList(),
                IntStream.range(0, 20).mapToObj(i -> 8_000L + 20 * i).toList(),
                window ? IntStream.range(0, 20).mapToObj(i -> 400L + 110 * i).toList() : List.of(),
                1_204,
                window ? 31 : 0,
                OptionalDouble.of(12.4));
    }

    private BinFacts categories() {
        return new BinFacts(
                List.of(),
                Stream.of("ATL", "ORD", "other").map(this::t).toList(),
                List.of(5_000L, 4_000L, 100L),
                List.of(600L, 200L, 90L),
                0,
                0,
                OptionalDouble.empty());
    }

    private List<ComparedFacts> compared() {
        LocalDate day = LocalDate.parse("2013-10-31");
        ConsistencyFacts equal = new ConsistencyFacts(t("departures_1h"), day, 312, 0, List.of(), "", "passed", "");
        ConsistencyFacts differs = new ConsistencyFacts(
                t("late_share_3h"), day, 312, 2, List.of(0.25, 0.125), t("tampered value"), "failed", "block");
        ConsistencyFacts fresh = new ConsistencyFacts("*", day, 1, 0, List.of(), "", "passed", "");
        ConsistencyFacts skipped = new ConsistencyFacts(
                "*",
                day,
                0,
                0,
                List.of(),
                t("view carrier_daily was never put online: run `penstock materialize`"),
                "not_evaluated",
                "");
        return List.of(
                new ComparedFacts(
                        t("origin_congestion"),
                        day,
                        troubled ? List.of(differs, equal) : List.of(equal),
                        Optional.of(fresh),
                        day.minusDays(1)),
                new ComparedFacts("predictions/arrival_late", day, List.of(equal), Optional.empty(), day),
                new ComparedFacts(t("carrier_daily"), day, List.of(), Optional.of(skipped), day));
    }

    private EventFacts event(long version, String kind, String alias, int ago, String reason) {
        return new EventFacts(
                version,
                kind,
                alias,
                t("train"),
                NOON.minusSeconds(ago),
                Instant.parse("2013-10-01T00:00:00Z"),
                t(reason));
    }

    private CardFacts card() {
        List<Measure> test = List.of(
                new Measure("auc", 0.754, 0.731, 0.774),
                new Measure("pr_auc", 0.523, 0.486, 0.561),
                new Measure("logloss", 0.448, 0.421, 0.476),
                new Measure("brier", 0.142, 0.131, 0.153),
                new Measure("ece", 0.006, 0.004, 0.019));
        List<Measure> validation = List.of(
                new Measure("auc", 0.771, 0.742, 0.793),
                new Measure("pr_auc", 0.561, 0.519, 0.604),
                new Measure("logloss", 0.431, 0.401, 0.462),
                new Measure("brier", 0.138, 0.126, 0.151),
                new Measure("ece", 0.011, 0.007, 0.026));
        List<Measure> baseline = List.of(
                new Measure("auc", 0.641, 0.641, 0.641),
                new Measure("pr_auc", 0.331, 0.331, 0.331),
                new Measure("logloss", 0.512, 0.512, 0.512),
                new Measure("brier", 0.167, 0.167, 0.167),
                new Measure("ece", 0.036, 0.036, 0.036));
        return new CardFacts(
                1,
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                t("champion"),
                Stream.of(
                                "training_sets/arrival_late@0",
                                "sources/schedule@1",
                                "sources/arrivals@1",
                                "features/origin_congestion@1",
                                "features/origin_weather@1",
                                "features/carrier_recent@1",
                                "features/carrier_daily@1",
                                "features/route_recent@1",
                                "features/destination_arrivals@1",
                                "features/tail_last@1",
                                "features/tail_departures@1",
                                "sources/planes@0")
                        .map(this::t)
                        .toList(),
                List.of(
                        new CardFacts.Setting(t("trees"), t("187 of 300")),
                        new CardFacts.Setting(t("max_depth"), t("6")),
                        new CardFacts.Setting(t("eta"), t("0.1")),
                        new CardFacts.Setting(t("device"), t("cpu"))),
                List.of(
                        new SplitFacts("train", 173_204, 43_560, List.of()),
                        new SplitFacts("validation", 28_756, 6_410, validation),
                        new SplitFacts("test", 26_731, 5_902, test)),
                baseline,
                Optional.of(curves()),
                Optional.of(new ConfusionFacts(0.5, 1_502, 811, 4_400, 20_018)),
                IntStream.range(0, 42)
                        .mapToObj(i -> new GainFacts(t(input(i)), 0.22 * Math.pow(0.82, i)))
                        .toList(),
                List.of(
                        slice("origin", "EWR", 0.752),
                        slice("origin", "JFK", 0.748),
                        slice("origin", "LGA", 0.698),
                        slice("carrier", "HA", Double.NaN)));
    }

    private SliceFacts slice(String column, String value, double auc) {
        Optional<Measure> measure =
                Double.isNaN(auc) ? Optional.empty() : Optional.of(new Measure("auc", auc, auc - 0.015, auc + 0.012));
        return new SliceFacts(t(column), Optional.of(t(value)), 9_120, 1_999, measure);
    }

    private static String input(int i) {
        List<String> names = List.of(
                "origin_congestion__late_share_3h",
                "tail_last__arr_delay",
                "minute_of_day",
                "carrier_recent__late_share_3h",
                "destination_arrivals__arr_delay_mean_3h",
                "origin_weather__wind_speed",
                "minutes_since_arrival",
                "dest",
                "route_recent__dep_delay_mean_24h",
                "origin_congestion__departures_24h");
        return i < names.size() ? names.get(i) : "carrier_daily__feature_" + i;
    }

    private static CurveFacts curves() {
        List<CurveFacts.Point> roc = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> new CurveFacts.Point(i / 100.0, Math.pow(i / 100.0, 0.33)))
                .toList();
        List<CurveFacts.Point> pr = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> new CurveFacts.Point(i / 100.0, 0.221 + 0.66 * Math.pow(1 - i / 100.0, 1.4)))
                .toList();
        List<CurveFacts.Bin> bins = IntStream.range(0, 10)
                .mapToObj(i -> new CurveFacts.Bin(0.05 + 0.06 * i, 0.045 + 0.061 * i + 0.01 * Math.sin(i * 2), 2_673))
                .toList();
        return new CurveFacts(roc, pr, bins);
    }

    private Lineage lineage() {
        List<Lineage.Node> nodes = new ArrayList<>();
        List<Lineage.Edge> edges = new ArrayList<>();
        List.of("flights", "weather", "planes")
                .forEach(f -> nodes.add(new Lineage.Node(
                        "f." + f, Lineage.Layer.FILES, t(f), t(f.equals("planes") ? "1 file" : "304 files"))));
        List.of("schedule flights", "departures flights", "arrivals flights", "weather weather", "planes planes")
                .forEach(s -> {
                    String[] two = s.split(" ");
                    nodes.add(new Lineage.Node("s." + two[0], Lineage.Layer.SOURCES, t(two[0]), "@2 · model @1"));
                    edges.add(new Lineage.Edge("f." + two[1], "s." + two[0]));
                });
        views().forEach(v -> {
            nodes.add(new Lineage.Node(
                    "v." + v.entity() + nodes.size(),
                    Lineage.Layer.VIEWS,
                    v.name(),
                    v.version().isPresent() ? "@2 · model @1" : "exact"));
            edges.add(new Lineage.Edge(
                    "s."
                            + List.of(
                                            "departures",
                                            "weather",
                                            "departures",
                                            "arrivals",
                                            "arrivals",
                                            "arrivals",
                                            "arrivals",
                                            "departures",
                                            "planes")
                                    .get(nodes.size() - 9),
                    nodes.get(nodes.size() - 1).id()));
            edges.add(new Lineage.Edge(nodes.get(nodes.size() - 1).id(), "t"));
        });
        nodes.add(new Lineage.Node("t", Lineage.Layer.TRAINING_SET, t("arrival_late"), "@0 · 228,691 rows"));
        nodes.add(new Lineage.Node("m", Lineage.Layer.MODEL, t("arrival_late"), "version 1 · champion"));
        nodes.add(new Lineage.Node("p", Lineage.Layer.PREDICTIONS, t("arrival_late"), "@0 · 31 days"));
        edges.add(new Lineage.Edge("s.schedule", "t"));
        edges.add(new Lineage.Edge("s.arrivals", "t"));
        edges.add(new Lineage.Edge("t", "m"));
        edges.add(new Lineage.Edge("m", "p"));
        return new Lineage(nodes, edges);
    }
}
