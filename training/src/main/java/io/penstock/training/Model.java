package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.validation.Profile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A trained model with all that travels with it; stored in {@code models/<model>/<digest>/}.
 *
 * <p>The digest covers every file, and no file holds a clock or a run id: equal training gives an equal digest. A folder
 * without an event in the registry does not exist.
 */
public final class Model {
    private static final String BOOSTER = "model.ubj";
    private static final String MANIFEST = "manifest.json";
    private static final String PROFILE = "profile.json";
    private static final String GOLDEN = "golden.json";
    private static final String PAST_SCORES = "past_scores.json";

    private final ModelManifest manifest;
    private final Profile profile;
    private final Golden golden;
    private final Optional<PastScores> pastScores;
    private final Encoding encoding;
    private final ModelFiles files;

    private Model(
            ModelManifest manifest, Profile profile, Golden golden, Optional<PastScores> pastScores, ModelFiles files) {
        this.manifest = requireNonNull(manifest, "manifest");
        this.profile = requireNonNull(profile, "profile");
        this.golden = requireNonNull(golden, "golden");
        this.pastScores = requireNonNull(pastScores, "pastScores");
        this.files = files;
        this.encoding = Encoding.of(manifest.inputs());
    }

    static Model of(ModelManifest manifest, byte[] booster, Profile profile, Golden golden) {
        return of(manifest, booster, profile, golden, Optional.empty());
    }

    static Model of(
            ModelManifest manifest, byte[] booster, Profile profile, Golden golden, Optional<PastScores> pastScores) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(BOOSTER, booster);
        files.put(MANIFEST, manifest.toJson().getBytes(StandardCharsets.UTF_8));
        files.put(PROFILE, profile.toJson().getBytes(StandardCharsets.UTF_8));
        files.put(GOLDEN, golden.toJson().getBytes(StandardCharsets.UTF_8));
        pastScores.ifPresent(past -> files.put(PAST_SCORES, past.toJson().getBytes(StandardCharsets.UTF_8)));
        return new Model(manifest, profile, golden, pastScores, new ModelFiles(files));
    }

    /** 64 hexadecimal digits that stand for every byte of the model. */
    public String digest() {
        return files.digest();
    }

    public ModelManifest manifest() {
        return manifest;
    }

    /** The distribution of every input in the train split. */
    public Profile profile() {
        return profile;
    }

    /** How its scores and labels were distributed in the train split; kept where the definition watches drift. */
    public Optional<PastScores> pastScores() {
        return pastScores;
    }

    /** Its folder below the lake's root. */
    public String path() {
        return path(manifest.model(), digest());
    }

    /** XGBoost's UBJSON, readable by any server of XGBoost 3. */
    byte[] booster() {
        return files.bytes(BOOSTER);
    }

    Golden golden() {
        return golden;
    }

    Encoding encoding() {
        return encoding;
    }

    /** Writes the folder; written again, it is the same. */
    public void save(SparkSession spark, String lake) {
        files.write(spark, lake + "/" + path());
    }

    /** Reads a folder back, checks every byte against the digest, then scores the golden rows. */
    public static Model load(SparkSession spark, String lake, String model, String digest) {
        ModelFiles files = ModelFiles.read(spark, lake + "/" + path(model, digest), digest);
        Model loaded = new Model(
                ModelManifest.fromJson(files.text(MANIFEST)),
                Profile.fromJson(files.text(PROFILE)),
                Golden.fromJson(files.text(GOLDEN)),
                files.names().contains(PAST_SCORES)
                        ? Optional.of(PastScores.fromJson(files.text(PAST_SCORES)))
                        : Optional.empty(),
                files);
        loaded.golden.verify(loaded);
        return loaded;
    }

    private static String path(String model, String digest) {
        return "models/" + model + "/" + digest;
    }
}
