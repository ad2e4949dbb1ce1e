package io.penstock.scoring;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.penstock.base.DateRange;
import io.penstock.base.Digest;
import io.penstock.base.Run;
import io.penstock.base.Verdict;
import io.penstock.features.BuildOutcome;
import io.penstock.features.Catalog;
import io.penstock.features.Inputs;
import io.penstock.features.ModelFrame;
import io.penstock.features.Product;
import io.penstock.features.ProductChecks;
import io.penstock.features.ViewRead;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.SliceRecord;
import io.penstock.training.Model;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import io.penstock.training.Scorer;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.ColumnNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores the spine rows whose moment lies in a UTC day, with the models in force at that day's first instant.
 *
 * <p>Table {@code predictions/<model>}, one slice a day: the spine's key, {@code moment}, {@code score}, {@code
 * decision}, {@code role} (champion, challenger), {@code mode} (live, shadow), {@code model_version}, {@code run_id},
 * {@code date}. A range of days is one pass and one commit; a slice is replaced whole; a day whose models, definition
 * and inputs have not changed is left as it is.
 */
public final class BatchScorer {

    private static final String DATE = "date";

    private final Lake lake;
    private final Catalog catalog;
    private final ModelRegistry registry;

    public BatchScorer(Lake lake, Catalog catalog, ModelRegistry registry) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.registry = requireNonNull(registry, "registry");
    }

    /** The table of a model's predictions. */
    public static String table(ModelSpec spec) {
        return "predictions/" + spec.name();
    }

    /** Scores the days that need it: features, champion and challenger, gate, publish. */
    public BuildOutcome score(ModelSpec spec, DateRange days, Run run) {
        Inputs inputs = new Inputs(lake, catalog);
        Standing standing = Standing.of(lake, registry, spec);
        ScoringPlan plan = plan(inputs, spec, standing, days);
        if (!plan.unchampioned().isEmpty()) {
            return blocked(spec, standing, plan.unchampioned());
        }
        if (!plan.missing().isEmpty()) {
            return BuildOutcome.incomplete(table(spec), plan.missing());
        }
        if (plan.stale().isEmpty()) {
            return BuildOutcome.unchanged(table(spec), lake.latest(table(spec)).orElseThrow(), plan.inputs());
        }
        try (ServingVectors vectors =
                new ServingVectors(lake, frame(inputs, spec).key())) {
            Dataset<Row> rows = rows(inputs, plan, run, vectors);
            vectors.write(run);
            return publish(plan, standing, rows, run);
        }
    }

    private BuildOutcome publish(ScoringPlan plan, Standing standing, Dataset<Row> rows, Run run) {
        ModelSpec spec = plan.spec();
        Product product = new Product(
                "score",
                new Layout(table(spec), rows.schema(), Optional.of(DATE)),
                plan.stale().stream().map(LocalDate::toString).toList(),
                suite(spec),
                Inputs::endOfDay);
        return product.publish(lake, rows, commit(plan, run))
                .outcome(plan.inputs(), List.of(), new TreeMap<>())
                .noting(standing.reasons(plan.stale()));
    }

    private ScoringPlan plan(Inputs inputs, ModelSpec spec, Standing standing, DateRange days) {
        List<Champions> runs = Champions.of(registry, standing, days);
        Map<LocalDate, Champions> models = new LinkedHashMap<>();
        runs.forEach(champions -> champions.days().forEach(day -> models.put(day, champions)));
        Map<String, SliceRecord> scored =
                lake.latest(table(spec)).map(lake::slices).orElse(Map.of());
        Map<LocalDate, String> pins = new LinkedHashMap<>();
        List<LocalDate> stale = new ArrayList<>();
        models.forEach((day, champions) -> {
            String pin = pin(inputs, spec, day, champions);
            pins.put(day, pin);
            SliceRecord slice = scored.get(day.toString());
            if (slice == null || !slice.pins().equals(pin)) {
                stale.add(day);
            }
        });
        List<LocalDate> unchampioned =
                days.days().stream().filter(day -> !models.containsKey(day)).toList();
        return new ScoringPlan(
                spec,
                frame(inputs, spec).spine(days),
                frame(inputs, spec).views(days),
                runs,
                pins,
                stale,
                unchampioned);
    }

    private DayFrame frame(Inputs inputs, ModelSpec spec) {
        return new DayFrame(lake, catalog, inputs, spec);
    }

    /** What a day's predictions depend on: models, definition, content of every slice that feeds them. */
    private String pin(Inputs inputs, ModelSpec spec, LocalDate day, Champions models) {
        DateRange one = new DateRange(day, day);
        StringBuilder text = new StringBuilder(models.champion().digest())
                .append(models.challenger().map(ModelVersion::digest).orElse(""))
                .append(spec.data().fingerprint());
        text.append(inputs.contents(frame(inputs, spec).spine(one)));
        frame(inputs, spec).views(one).forEach(read -> text.append(inputs.contents(read)));
        return Digest.sha256(text.toString());
    }

    private Dataset<Row> rows(Inputs inputs, ScoringPlan plan, Run run, ServingVectors vectors) {
        Dataset<Row> all = null;
        for (Champions models : plan.runs()) {
            List<LocalDate> days =
                    models.days().stream().filter(plan.stale()::contains).toList();
            if (days.isEmpty()) {
                continue;
            }
            Dataset<Row> rows = scored(inputs, plan.spec(), models, days, vectors);
            all = all == null ? rows : all.unionByName(rows);
        }
        return requireNonNull(all, "no stale day")
                .withColumn("run_id", lit(run.id().value()));
    }

    private Dataset<Row> scored(
            Inputs inputs, ModelSpec spec, Champions models, List<LocalDate> days, ServingVectors vectors) {
        DayFrame frame = frame(inputs, spec);
        Dataset<Row> attached = frame.rows(days);
        Map<String, String> hashes =
                ViewRead.hashes(frame.views(new DateRange(days.get(0), days.get(days.size() - 1))));
        Model fed = load(spec, models.champion());
        Dataset<Row> champion = role(Scorer.score(attached, hashes, fed), "champion");
        List<Column> predictions = new ArrayList<>(List.of(prediction("champion", "live", models.champion())));
        List<String> needed = new ArrayList<>(frame.key());
        needed.addAll(List.of(ModelFrame.MOMENT, "champion__score", "champion__decision"));
        Dataset<Row> both = champion;
        if (models.challenger().isPresent()) {
            ModelVersion challenger = models.challenger().get();
            both = role(Scorer.score(champion, hashes, load(spec, challenger)), "challenger");
            predictions.add(prediction("challenger", "shadow", challenger));
            needed.addAll(List.of("challenger__score", "challenger__decision"));
        }
        List<Column> columns = new ArrayList<>(List.of(ColumnNames.columns(frame.key())));
        columns.add(col(ModelFrame.MOMENT));
        columns.add(col(ModelFrame.MOMENT).cast(DATE).as(DATE));
        columns.add(explode(array(predictions.toArray(Column[]::new))).as("prediction"));
        return vectors.watch(both, needed, fed, models.champion())
                .select(columns.toArray(Column[]::new))
                .select(flat(frame.key()));
    }

    private Model load(ModelSpec spec, ModelVersion version) {
        return Model.load(SparkSession.active(), lake.root(), spec.name(), version.digest());
    }

    private static Dataset<Row> role(Dataset<Row> scored, String role) {
        return scored.withColumnRenamed(Scorer.SCORE, role + "__score")
                .withColumnRenamed(Scorer.DECISION, role + "__decision");
    }

    private static Column prediction(String role, String mode, ModelVersion version) {
        return struct(
                col(role + "__score").as("score"),
                col(role + "__decision").as("decision"),
                lit(role).as("role"),
                lit(mode).as("mode"),
                lit(version.version()).as("model_version"));
    }

    private static Column[] flat(List<String> key) {
        List<Column> columns = new ArrayList<>(List.of(ColumnNames.columns(key)));
        columns.add(col(ModelFrame.MOMENT));
        for (String field : List.of("score", "decision", "role", "mode", "model_version")) {
            columns.add(col("prediction." + field));
        }
        columns.add(col(DATE));
        return columns.toArray(Column[]::new);
    }

    private CheckSuite suite(ModelSpec spec) {
        List<String> rowKey = new ArrayList<>(new ModelFrame(lake, catalog, spec.data()).key());
        rowKey.add("role");
        return CheckSuite.NONE
                .and(ProductChecks.complete(List.of("score", "decision")))
                .and(ProductChecks.probability("score"), ProductChecks.unique(rowKey));
    }

    private static Commit commit(ScoringPlan plan, Run run) {
        Map<String, Map<String, Object>> slices = new TreeMap<>();
        plan.runs().forEach(models -> models.days()
                .forEach(day -> slices.put(
                        day.toString(),
                        Map.of(
                                Commit.PINS,
                                plan.pins().get(day),
                                "model_version",
                                models.champion().version(),
                                "model_digest",
                                models.champion().digest()))));
        return new Commit(run, plan.inputs(), plan.spec().data().fingerprint(), slices, Map.of());
    }

    private static BuildOutcome blocked(ModelSpec spec, Standing standing, List<LocalDate> days) {
        Instant first = new DateRange(days.get(0), days.get(0)).start();
        List<String> held = standing.reasons(days);
        String reason = "no champion of " + spec.name() + " was in force at " + first
                + (days.size() > 1 ? " (nor on " + (days.size() - 1) + " later days)" : "")
                + ": train and promote one with an earlier --date";
        return new BuildOutcome(
                table(spec),
                Verdict.BLOCKED,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                held.isEmpty() ? List.of(reason) : held,
                new TreeMap<>());
    }
}
