package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Digest;
import io.penstock.base.Json;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * All that a promotion is decided on.
 *
 * @param test the model's metrics on its test split
 * @param gains inputs by falling share of gain
 * @param baseline the metrics of {@link Baseline} on the same rows
 * @param champion the champion in force, measured on the same rows; absent when there is none
 * @param approvals persons who approved this version
 */
public record Evidence(
        String model,
        String modelDigest,
        Metrics test,
        List<GainShare> gains,
        Optional<Metrics> baseline,
        Optional<Rival> champion,
        int approvals) {

    /**
     * The champion that a new model meets.
     *
     * @param metrics on the new model's test rows; absent when it cannot score them
     * @param obstacle why it cannot, else empty
     */
    public record Rival(long version, String modelDigest, Optional<Metrics> metrics, String obstacle) {}

    public Evidence {
        requireNonNull(model, "model");
        requireNonNull(modelDigest, "modelDigest");
        requireNonNull(test, "test");
        gains = List.copyOf(gains);
    }

    /** The same with another number of approvals. */
    public Evidence approvedBy(int persons) {
        return new Evidence(model, modelDigest, test, gains, baseline, champion, persons);
    }

    /** SHA-256 of the canonical JSON. */
    public String digest() {
        return Digest.sha256(Json.write(this));
    }

    /** Its file below the lake's root. */
    public String path() {
        return path(model, digest());
    }

    /** That which an event of the registry names; empty if it was not kept. */
    public static Optional<Evidence> load(SparkSession spark, String lake, String model, String digest) {
        return ModelFiles.read(spark, lake + "/" + path(model, digest)).map(text -> Json.read(text, Evidence.class));
    }

    private static String path(String model, String digest) {
        return "models/" + model + "/evidence/" + digest + ".json";
    }

    /** Writes the file, whose name is its own digest; written again, it is the same. */
    public void save(SparkSession spark, String lake) {
        ModelFiles.write(spark, lake + "/" + path(), Json.write(this));
    }
}
