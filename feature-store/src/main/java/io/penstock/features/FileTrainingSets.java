package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Digest;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.features.ingest.SpineFile;
import io.penstock.lake.Commit;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Freezes training sets of the rows of a file: every row exactly once, its columns as they are, then {@code
 * view__feature} ... of its {@code moment}; no label, no split.
 *
 * <p>A row with a null key is kept, its features null, and counted. The commit is the manifest as for a model, with the
 * file, its SHA-256 and the features asked for. The same file, inputs and features again commit nothing.
 */
public final class FileTrainingSets {

    static final String SPINE = "spine_file";
    static final String SHA256 = "spine_sha256";
    static final String FEATURES = "features";

    private final SparkSession spark;
    private final Lake lake;
    private final Catalog catalog;

    public FileTrainingSets(SparkSession spark, Lake lake, Catalog catalog) {
        this.spark = requireNonNull(spark, "spark");
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /**
     * Freezes it: joins features, gates, publishes.
     *
     * @throws UserError if the file, a feature or the name cannot be used, or a moment lies at or after {@code asOf}
     */
    public BuildOutcome freeze(FileTrainingSet set, Instant asOf, Run run) {
        refuseTakenName(set);
        FeatureList features = FeatureList.read(set.features(), catalog);
        try (SpineFile file = open(set.file(), features)) {
            refuseLater(set, file, asOf);
            Inputs inputs = new Inputs(lake, catalog);
            Frame frame = frame(inputs, features, file);
            if (!frame.missing().isEmpty()) {
                return BuildOutcome.incomplete(set.table(), frame.missing());
            }
            return publish(set, inputs, frame, asOf, run);
        }
    }

    /** What {@code use} makes of the rows of a manifest, built again. */
    <T> T again(CommitRecord manifest, Inputs pinned, Function<Dataset<Row>, T> use) {
        Map<String, Object> details = manifest.details();
        String path = details.get(SPINE).toString();
        String now = SpineFile.sha256(spark, path);
        if (!now.equals(details.get(SHA256))) {
            throw new UserError(path + " has changed since " + manifest.version() + " was made of it: its SHA-256 was "
                    + details.get(SHA256) + " and is " + now + "; bring the file back");
        }
        FeatureList features = FeatureList.read(details.get(FEATURES).toString(), catalog);
        try (SpineFile file = open(path, features)) {
            Frame frame = frame(pinned, features, file);
            TrainingSetRebuild.requireSame(manifest, frame.definition());
            TrainingSetRebuild.requireAll(manifest, frame.missing());
            return use.apply(ViewStates.without(joined(pinned, frame), frame.views()));
        }
    }

    /** The rows and what of each view they need. */
    private record Frame(FeatureList features, SpineFile file, List<ViewRead> views) {

        List<MissingInput> missing() {
            return views.stream()
                    .flatMap(view -> view.missing().stream())
                    .distinct()
                    .toList();
        }

        List<TableVersion> parents() {
            return views.stream()
                    .flatMap(view -> view.version().stream())
                    .distinct()
                    .toList();
        }

        String definition() {
            return Digest.sha256(String.join(
                    "\n",
                    features.toString(),
                    file.sha256(),
                    ViewRead.hashes(views).toString()));
        }
    }

    private SpineFile open(String file, FeatureList features) {
        return SpineFile.open(spark, file, features.keys(), features.columns());
    }

    private Frame frame(Inputs inputs, FeatureList features, SpineFile file) {
        Instant end = file.last().plusNanos(1000);
        return new Frame(features, file, ViewReads.of(inputs, catalog, features.features(), file.first(), end));
    }

    private BuildOutcome publish(FileTrainingSet set, Inputs inputs, Frame frame, Instant asOf, Run run) {
        FrozenSet frozen = new FrozenSet(lake, set.table());
        String pins = pins(inputs, frame, asOf);
        Optional<TableVersion> same = frozen.madeOf(pins);
        if (same.isPresent()) {
            return BuildOutcome.unchanged(set.table(), same.get(), frame.parents());
        }
        SharedRows joined = SharedRows.of(joined(inputs, frame));
        SortedMap<String, Long> counts =
                new TreeMap<>(Map.of("spine", frame.file().rowCount()));
        ViewStates.count(joined.rows(), frame.views(), counts);
        return frozen.publish(
                ViewStates.without(joined.rows(), frame.views()),
                CheckSuite.NONE.and(ProductChecks.notEmpty()).and(ProductChecks.complete(List.of(SpineFile.MOMENT))),
                asOf,
                commit(frame, counts, pins, asOf, run),
                counts);
    }

    private Dataset<Row> joined(Inputs inputs, Frame frame) {
        return new FeatureStore(lake, catalog).attach(inputs, frame.file().rows(), SpineFile.MOMENT, frame.views());
    }

    private static Commit commit(Frame frame, SortedMap<String, Long> counts, String pins, Instant asOf, Run run) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("as_of", asOf.toString());
        manifest.put("from", frame.file().first().toString());
        manifest.put("to", frame.file().last().plusNanos(1000).toString());
        manifest.put(SPINE, frame.file().uri());
        manifest.put(SHA256, frame.file().sha256());
        manifest.put("keys", List.copyOf(frame.features().keys().keySet()));
        manifest.put(FEATURES, frame.features().toString());
        manifest.put("views", ViewRead.hashes(frame.views()));
        manifest.put("counts", counts);
        return new Commit(
                run, frame.parents(), frame.definition(), Map.of(Layout.WHOLE, Map.of(Commit.PINS, pins)), manifest);
    }

    private static String pins(Inputs inputs, Frame frame, Instant asOf) {
        StringBuilder text = new StringBuilder(frame.definition()).append(asOf);
        frame.views().forEach(read -> text.append(inputs.contents(read)));
        return Digest.sha256(text.toString());
    }

    /** A model's training set lies under the model's name, also when the project has the model no more. */
    private void refuseTakenName(FileTrainingSet set) {
        Optional<CommitRecord> ours = new FrozenSet(lake, set.table()).newest();
        if (ours.isPresent() && !ours.get().details().containsKey(SHA256)) {
            throw new UserError(set.table() + " is a model's training set; choose another name");
        }
    }

    private static void refuseLater(FileTrainingSet set, SpineFile file, Instant asOf) {
        if (!file.last().isBefore(asOf)) {
            throw new UserError(set.file() + ": its latest moment is " + file.last() + ", and as of " + asOf
                    + " that has not come; name a later day by --date, or leave those rows out");
        }
    }
}
