package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Digest;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.lake.Commit;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
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

    private static final String LEFT_OUT = "__left_out";

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

    /**
     * Freezes it: joins labels and features, gates, publishes.
     *
     * @throws UserError if the table is the training set of a file
     */
    public BuildOutcome freeze(TrainingSetSpec spec, Instant asOf, Run run) {
        FrozenSet frozen = new FrozenSet(lake, spec.table());
        frozen.newest().map(made -> made.details().get(FileTrainingSets.SPINE)).ifPresent(file -> {
            throw new UserError(spec.table() + " is the training set of the file " + file + "; rename the model");
        });
        Inputs inputs = new Inputs(lake, catalog);
        TrainingSetPlan plan = plan(inputs, spec, asOf);
        if (!plan.missing().isEmpty()) {
            return BuildOutcome.incomplete(spec.table(), plan.missing());
        }
        String pins = pins(inputs, plan);
        Optional<TableVersion> same = frozen.madeOf(pins);
        if (same.isPresent()) {
            return BuildOutcome.unchanged(spec.table(), same.get(), plan.inputs());
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        SharedRows labelled = SharedRows.kept(labelled(inputs, plan));
        try {
            SharedRows joined = SharedRows.of(joined(inputs, plan, labelled.rows()));
            countLeftOut(labelled.rows(), counts);
            ViewStates.count(joined.rows(), plan.views(), counts);
            Dataset<Row> rows = ViewStates.without(joined.rows(), plan.views());
            return frozen.publish(rows, suite(plan), plan.asOf(), commit(plan, counts, pins, run), counts);
        } finally {
            labelled.forget();
        }
    }

    /** The rows of a manifest again. */
    Dataset<Row> again(TrainingSetSpec spec, CommitRecord manifest, Inputs pinned) {
        TrainingSetPlan plan =
                plan(pinned, spec, Instant.parse(manifest.details().get("as_of").toString()));
        TrainingSetRebuild.requireSame(manifest, definition(plan));
        TrainingSetRebuild.requireAll(manifest, plan.missing());
        return ViewStates.without(joined(pinned, plan, labelled(pinned, plan)), plan.views());
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
                spec,
                asOf,
                from,
                to,
                spine,
                frame.labelRead(inputs, spine, from, asOf),
                frame.viewReads(inputs, first, last));
    }

    /** The spine with label and split; {@code __left_out} says why a row does not enter, null for one that does. */
    private Dataset<Row> labelled(Inputs inputs, TrainingSetPlan plan) {
        ModelFrame frame = new ModelFrame(lake, catalog, plan.spec());
        Dataset<Row> spine = frame.spine(inputs.rows(plan.spine()), plan.from(), plan.to());
        Splits splits = Splits.of(plan.spec().split(), plan.from(), cutOff(plan));
        return LabelJoin.join(
                        spine,
                        frame.key(),
                        inputs.rows(plan.labels()),
                        plan.spec().label(),
                        plan.asOf())
                .withColumn(SPLIT, splits.of(Splits.event()))
                .withColumn(
                        LEFT_OUT,
                        when(col(LABEL).isNull(), "label_missing")
                                .when(col(SPLIT).isNull(), "in_gap"));
    }

    private Dataset<Row> joined(Inputs inputs, TrainingSetPlan plan, Dataset<Row> labelled) {
        Dataset<Row> kept = labelled.where(col(LEFT_OUT).isNull()).drop(LEFT_OUT);
        return new ModelFrame(lake, catalog, plan.spec()).attach(inputs, kept, plan.views());
    }

    private static Instant cutOff(TrainingSetPlan plan) {
        return plan.asOf().minus(plan.spec().label().maturesAfter()).plusNanos(1000);
    }

    private static void countLeftOut(Dataset<Row> labelled, SortedMap<String, Long> counts) {
        counts.put("label_missing", 0L);
        counts.put("in_gap", 0L);
        long all = 0;
        for (Row group : labelled.groupBy(LEFT_OUT).count().collectAsList()) {
            all += group.getLong(1);
            counts.put(group.isNullAt(0) ? "rows" : group.getString(0), group.getLong(1));
        }
        counts.put("spine", all);
    }

    private CheckSuite suite(TrainingSetPlan plan) {
        List<String> key = catalog.feed(plan.spine().source()).key();
        return CheckSuite.NONE
                .and(ProductChecks.notEmpty(), ProductChecks.unique(key))
                .and(ProductChecks.complete(List.of(LABEL, SPLIT)));
    }

    private Commit commit(TrainingSetPlan plan, SortedMap<String, Long> counts, String pins, Run run) {
        Map<String, Object> manifest = Map.of(
                "as_of", plan.asOf().toString(),
                "from", plan.from().toString(),
                "to", plan.to().toString(),
                "views", ViewRead.hashes(plan.views()),
                "counts", counts);
        return new Commit(
                run, plan.inputs(), definition(plan), Map.of(Layout.WHOLE, Map.of(Commit.PINS, pins)), manifest);
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
}
