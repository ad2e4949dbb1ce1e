package io.penstock.features;

import static io.penstock.validation.ColumnNames.column;
import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;

import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.SliceRecord;
import io.penstock.validation.SliceContent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Builds a frozen training set again from the versions that its manifest pins, and compares the content. Writes nothing.
 *
 * <p>Whatever came to its parents later, appends, corrections, columns, other files, the content is the same; where it is
 * not, the code that computes it has changed.
 */
public final class TrainingSetRebuild {

    private final SparkSession spark;
    private final Lake lake;
    private final Catalog catalog;

    public TrainingSetRebuild(SparkSession spark, Lake lake, Catalog catalog) {
        this.spark = requireNonNull(spark, "spark");
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** The content hash in the commit, and that of the rows built again. */
    public record Rebuilt(TableVersion version, long rows, String frozen, String again) {
        public boolean isSame() {
            return frozen.equals(again);
        }
    }

    /**
     * Builds it again.
     *
     * @param sets the models' training sets by model
     * @throws UserError if it was made of other definitions or another file than there are now, or is no training set
     */
    public Rebuilt of(TableVersion version, Map<String, TrainingSetSpec> sets) {
        SliceRecord frozen = lake.slices(version).get(Layout.WHOLE);
        if (!version.table().startsWith("training_sets/") || frozen == null) {
            throw new UserError(version + " has no manifest of a training set; name one of those that `penstock history"
                    + " training_sets/NAME` lists");
        }
        CommitRecord manifest = manifest(version, frozen);
        Inputs pinned = Inputs.pinned(lake, catalog, manifest.parents());
        SliceContent again = manifest.details().containsKey(FileTrainingSets.SHA256)
                ? new FileTrainingSets(spark, lake, catalog).again(manifest, pinned, rows -> content(rows, version))
                : content(new TrainingSets(lake, catalog).again(spec(version, sets), manifest, pinned), version);
        return new Rebuilt(version, again.rows(), frozen.hash(), again.hash());
    }

    /** A column that the table has from an earlier training set counts as null, as where it was frozen. */
    private SliceContent content(Dataset<Row> rows, TableVersion version) {
        StructType columns = lake.read(version).schema();
        return SliceContent.of(rows.select(Arrays.stream(columns.fields())
                .map(field -> present(rows, field))
                .toArray(Column[]::new)));
    }

    private static Column present(Dataset<Row> rows, StructField field) {
        return Arrays.asList(rows.columns()).contains(field.name())
                ? column(field.name())
                : lit(null).cast(field.dataType()).as(field.name());
    }

    private CommitRecord manifest(TableVersion version, SliceRecord frozen) {
        return lake.history(version.table()).stream()
                .filter(commit -> commit.version().version() == frozen.version())
                .findFirst()
                .orElseThrow(() -> new UserError(version + ": the commit that made it is gone from the log"));
    }

    private static TrainingSetSpec spec(TableVersion version, Map<String, TrainingSetSpec> sets) {
        return Optional.ofNullable(sets.get(version.table().substring("training_sets/".length())))
                .orElseThrow(() -> new UserError(version
                        + " is the training set of a model that the project has no more; bring its definition back"));
    }

    /** Refuses to compare what other definitions made. */
    static void requireSame(CommitRecord manifest, String definition) {
        if (!manifest.definitionHash().equals(definition)) {
            throw new UserError(manifest.version() + " was made of other definitions than the project has now"
                    + " (of the training set or of a view); bring back those of code version "
                    + manifest.run().map(run -> run.codeVersion()).orElse("unknown"));
        }
    }

    /** Refuses to build of less than what is pinned. */
    static void requireAll(CommitRecord manifest, List<MissingInput> missing) {
        if (!missing.isEmpty()) {
            throw new UserError(
                    manifest.version() + " cannot be built again from its pins: " + MissingInputs.summary(missing));
        }
    }
}
