package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Json;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * How good a model was on the splits that it was not trained on, kept for reports in {@code
 * models/<model>/evaluations/<digest>.json}; equal training gives an equal file.
 *
 * @param validation on the split that ended the training and settled the threshold
 * @param test on the split that nothing was fitted to
 * @param slices of the test split, by category
 */
public record Evaluations(Evaluation validation, Evaluation test, List<Slice> slices) {
    public Evaluations {
        requireNonNull(validation, "validation");
        requireNonNull(test, "test");
        // A file of an earlier build has none.
        slices = slices == null ? List.of() : List.copyOf(slices);
    }

    public static Evaluations of(TrainedModel trained) {
        return new Evaluations(trained.validation(), trained.test(), trained.slices());
    }

    /** Writes the file of a model; written again, it is the same. */
    public void save(SparkSession spark, String lake, String model, String digest) {
        ModelFiles.write(spark, file(lake, model, digest), Json.pretty(this));
    }

    /** Those of a model; empty if none were kept. */
    public static Optional<Evaluations> load(SparkSession spark, String lake, String model, String digest) {
        return ModelFiles.read(spark, file(lake, model, digest)).map(text -> Json.read(text, Evaluations.class));
    }

    private static String file(String lake, String model, String digest) {
        return lake + "/models/" + model + "/evaluations/" + digest + ".json";
    }
}
