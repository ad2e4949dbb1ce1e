package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Digest;
import io.penstock.base.Fault;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.Published;
import io.penstock.lake.SliceRecord;
import io.penstock.lake.Staged;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.Gate;
import io.penstock.validation.GateReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/**
 * Freezes training sets: spine rows with a matured label and the features of their moment, split by time.
 *
 * <p>Table {@code training_sets/<name>}: the model frame ({@link ModelFrame}), {@code label} (double) and {@code split}
 * ({@code train}, {@code validation}, {@code test}). It is replaced whole; earlier ones are its earlier versions. Its
 * commit is the manifest: every input as {@code table@version}, the view's definitions, counts and content hash. Rows
 * out are the spine's rows less the counted ones: {@code label_missing} and {@code in_gap}.
 */
public final class TrainingSets {

    private static final String LABEL = LabelJoin.LABEL;

    /** The part of the set a row belongs to. */
    public static final String SPLIT = "split";

    private static final List<String> STATES = List.of("found", "empty", "stale", "null_key");

    private final Lake lake;
    private final Catalog catalog;

    public TrainingSets(Lake lake, Catalog catalog) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** What freezing it as of an instant would read. */
    public TrainingSetPlan plan(TrainingSetSpec spec, Instant asOf) {
        Inputs inputs = new Inputs(lake, catalog);
        return plan(inputs, spec, asOf);
    }

    /** Freezes it: joins labels and features, gates, publishes. */
    public BuildOutcome freeze(TrainingSetSpec spec, Instant asOf, Run run) {
        Inputs inputs = new Inputs(lake, catalog);
        TrainingSetPlan plan = plan(inputs, spec, asOf);
        if (!plan.missing().isEmpty()) {
            return BuildOutcome.incomplete(spec.table(), plan.missing());
        }
        String pins = pins(inputs, plan);
        Optional<TableVersion> frozen = lake.latest(spec.table());
        if (frozen.isPresent() && pins.equals(pinned(frozen.get()))) {
            return BuildOutcome.unchanged(spec.table(), frozen.get(), plan.inputs());
        }
        Observation spineCounts = new Observation("training_set_spine");
        Observation frameCounts = new Observation("training_set_frame");
        Dataset<Row> rows = rows(inputs, plan, spineCounts, frameCounts);
        try (Staged staged = lake.stage(new Layout(spec.table(), rows.schema(), Optional.empty()), rows, List.of(Layout.WHOLE))) {
            SortedMap<String, Long> counts = counts(spineCounts, frameCounts);
            GateReport report = Gate.check(staged, suite(plan), slice -> asOf);
            GateRecords.append(lake, run.id(), report);
            Optional<Published> published =
                    report.validated().map(validated -> lake.publish(validated, commit(plan, counts, pins, run)));
            return outcome(plan, report, published, counts);
        }
    }

    private TrainingSetPlan plan(Inputs inputs, TrainingSetSpec spec, Instant asOf) {
        ModelFrame frame = new ModelFrame(lake, catalog, spec);
        Instant from = spec.spine().from().atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant cutOff = asOf.minus(spec.label().maturesAfter()).plusNanos(1000);
        Instant to = Splits.of(spec.split(), from, cutOff).until();
        SourceRead spine = frame.spineRead(inputs, from, to);
        Instant first = from.minus(spec.spine().lead());
        Instant last = to.minus(spec.spine().lead());
        return new TrainingSetPlan(
                spec, asOf, from, to, spine, frame.labelRead(inputs, spine, from, asOf), frame.viewReads(inputs, first, last));
    }

    private Dataset<Row> rows(Inputs inputs, TrainingSetPlan plan, Observation spineCounts, Observation frameCounts) {
        ModelFrame frame = new ModelFrame(lake, catalog, plan.spec());
        Dataset<Row> spine = frame.spine(inputs.rows(plan.spine()), plan.from(), plan.to());
        Dataset<Row> labelled = LabelJoin.join(spine, frame.key(), inputs.rows(plan.labels()), plan.spec().label(), plan.asOf())
                .withColumn(SPLIT, Splits.of(plan.spec().split(), plan.from(), cutOff(plan)).of(Splits.event()));
        Column counted = when(col(LABEL).isNull(), "label_missing").when(col(SPLIT).isNull(), "in_gap");
        Dataset<Row> kept = labelled.withColumn("__left_out", counted)
                .observe(
                        spineCounts,
                        count(lit(1)).as("spine"),
                        count(when(col("__left_out").equalTo("label_missing"), 1)).as("label_missing"),
                        count(when(col("__left_out").equalTo("in_gap"), 1)).as("in_gap"))
                .where(col("__left_out").isNull())
                .drop("__left_out");
        Dataset<Row> joined = frame.attach(inputs, kept, plan.views());
        return observeStates(joined, plan.views(), frameCounts);
    }

    private static Instant cutOff(TrainingSetPlan plan) {
        return plan.asOf().minus(plan.spec().label().maturesAfter()).plusNanos(1000);
    }

    private static Dataset<Row> observeStates(Dataset<Row> rows, List<ViewRead> views, Observation observation) {
        List<Column> counts = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (ViewRead read : views) {
            String state = "__state__" + read.view().name();
            states.add(state);
            for (int code = 1; code < STATES.size(); code++) {
                counts.add(count(when(col(state).equalTo(code), 1)).as(read.view().name() + "." + STATES.get(code)));
            }
        }
        Dataset<Row> counted = rows.observe(
                observation, count(lit(1)).as("rows"), counts.toArray(Column[]::new));
        return counted.drop(states.toArray(String[]::new));
    }

    private CheckSuite suite(TrainingSetPlan plan) {
        List<String> key = catalog.feed(plan.spine().source()).key();
        return CheckSuite.NONE
                .and(ProductChecks.notEmpty(), ProductChecks.unique(key))
                .and(ProductChecks.complete(List.of(LABEL, SPLIT)));
    }

    private static SortedMap<String, Long> counts(Observation... observations) {
        SortedMap<String, Long> counts = new TreeMap<>();
        try {
            for (Observation observation : observations) {
                observation.getAsJava().forEach((name, value) -> counts.put(name, ((Number) value).longValue()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.worthRetrying("interrupted while the rows of a training set were counted", e);
        }
        return counts;
    }

    private Commit commit(TrainingSetPlan plan, SortedMap<String, Long> counts, String pins, Run run) {
        Map<String, Object> manifest = Map.of(
                "as_of", plan.asOf().toString(),
                "from", plan.from().toString(),
                "to", plan.to().toString(),
                "views", ViewRead.hashes(plan.views()),
                "counts", counts);
        return new Commit(run, plan.inputs(), definition(plan), Map.of(Layout.WHOLE, Map.of(Commit.PINS, pins)), manifest);
    }

    private String pinned(TableVersion version) {
        SliceRecord slice = lake.slices(version).get(Layout.WHOLE);
        return slice == null ? "" : slice.pins();
    }

    private static String definition(TrainingSetPlan plan) {
        return Digest.sha256(plan.spec().fingerprint() + ViewRead.hashes(plan.views()));
    }

    private static String pins(Inputs inputs, TrainingSetPlan plan) {
        StringBuilder text = new StringBuilder(definition(plan)).append(plan.asOf());
        text.append(inputs.contents(plan.spine())).append(inputs.contents(plan.labels()));
        plan.views().forEach(read -> text.append(inputs.contents(read)));
        return Digest.sha256(text.toString());
    }

    private static BuildOutcome outcome(
            TrainingSetPlan plan, GateReport report, Optional<Published> published, SortedMap<String, Long> counts) {
        List<String> reasons = new ArrayList<>();
        report.blocked().values().forEach(reasons::addAll);
        SortedMap<String, Long> rows = new TreeMap<>();
        report.contents().forEach((slice, content) -> rows.put(slice, content.rows()));
        Verdict verdict = published.map(p -> p.changed().isEmpty() ? Verdict.NOTHING_TO_DO : Verdict.OK)
                .orElse(Verdict.BLOCKED);
        return new BuildOutcome(
                plan.spec().table(),
                verdict,
                published.map(Published::version),
                plan.inputs(),
                rows,
                reasons,
                counts);
    }
}
