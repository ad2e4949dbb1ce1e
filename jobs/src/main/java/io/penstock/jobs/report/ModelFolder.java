package io.penstock.jobs.report;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.lake.Lake;
import io.penstock.training.ModelManifest;
import io.penstock.training.ModelVersion;
import io.penstock.training.PastScores;
import io.penstock.validation.Profile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** What lies beside the trees of a version, as it was written; nothing is verified, for nothing is scored by it. */
record ModelFolder(SparkSession spark, Lake lake, ModelVersion version) {
    ModelManifest manifest() {
        return text("manifest.json")
                .map(ModelManifest::fromJson)
                .orElseThrow(() -> new Fault("there is no manifest of " + version + " at " + path("manifest.json")));
    }

    /** The distribution of every input in the train split; empty if it is gone. */
    Optional<Profile> profile() {
        return text("profile.json").map(Profile::fromJson);
    }

    /** The distribution of scores and labels; empty where drift was not to be watched. */
    Optional<Profile> pastScores() {
        return text("past_scores.json")
                .map(text -> Json.read(text, PastScores.class).profile());
    }

    private Optional<String> text(String name) {
        Path file = path(name);
        try (FSDataInputStream in =
                file.getFileSystem(spark.sessionState().newHadoopConf()).open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read " + name + " of " + version + " at " + file, e);
        }
    }

    private Path path(String name) {
        return new Path(lake.root() + "/models/" + version.model() + "/" + version.digest() + "/" + name);
    }
}
