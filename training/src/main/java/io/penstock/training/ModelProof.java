package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What a version of a model was judged by, kept for reports in {@code models/<model>/<digest>/evidence/<digest of the
 * evidence>.json}; the registry's events name it by their {@code evidence_digest}.
 *
 * @param validation on the split that ended the training
 * @param test on the split that nothing was fitted to
 * @param evidence what the promotion gate saw
 */
public record ModelProof(Evaluation validation, Evaluation test, Evidence evidence) {
    public ModelProof {
        requireNonNull(validation, "validation");
        requireNonNull(test, "test");
        requireNonNull(evidence, "evidence");
    }

    public static ModelProof of(TrainedModel trained, Evidence evidence) {
        return new ModelProof(trained.validation(), trained.test(), evidence);
    }

    /** Writes the file; written again, it is the same. */
    public void save(SparkSession spark, String lake) {
        Path file = new Path(folder(lake, evidence.model(), evidence.modelDigest()), evidence.digest() + ".json");
        try (FSDataOutputStream out = system(spark, file).create(file, true)) {
            out.write(Json.pretty(this).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot write " + file, e);
        }
    }

    /** The newest that was kept of a version; empty if none was. */
    public static Optional<ModelProof> load(SparkSession spark, String lake, String model, String digest) {
        Path folder = folder(lake, model, digest);
        try {
            FileSystem system = system(spark, folder);
            Optional<FileStatus> newest = Arrays.stream(system.listStatus(folder))
                    .filter(file -> file.getPath().getName().endsWith(".json"))
                    .max(Comparator.comparingLong(FileStatus::getModificationTime)
                            .thenComparing(file -> file.getPath().getName()));
            return newest.isEmpty() ? Optional.empty() : Optional.of(read(system, newest.get().getPath()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read " + folder, e);
        }
    }

    private static ModelProof read(FileSystem system, Path file) throws IOException {
        try (FSDataInputStream in = system.open(file)) {
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), ModelProof.class);
        }
    }

    private static Path folder(String lake, String model, String digest) {
        return new Path(lake + "/models/" + model + "/" + digest + "/evidence");
    }

    private static FileSystem system(SparkSession spark, Path path) throws IOException {
        return path.getFileSystem(spark.sessionState().newHadoopConf());
    }
}
