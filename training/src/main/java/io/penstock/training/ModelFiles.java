package io.penstock.training;

import io.penstock.base.Digest;
import io.penstock.base.Fault;
import io.penstock.base.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The files of a model's folder, in a fixed order. The folder also holds {@code SHA256SUMS}, one line a file as {@code
 * sha256sum} writes it; the digest of the model is the digest of that text.
 */
final class ModelFiles {
    private static final String SUMS = "SHA256SUMS";

    private final Map<String, byte[]> files;
    private final String sums;

    ModelFiles(Map<String, byte[]> files) {
        this.files = new LinkedHashMap<>(files);
        this.sums = sums(files);
    }

    String digest() {
        return Digest.sha256(sums);
    }

    Set<String> names() {
        return files.keySet();
    }

    byte[] bytes(String name) {
        return files.get(name);
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    void write(SparkSession spark, String folder) {
        Path path = new Path(folder);
        try {
            FileSystem system = path.getFileSystem(spark.sessionState().newHadoopConf());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                write(system, new Path(path, file.getKey()), file.getValue());
            }
            write(system, new Path(path, SUMS), sums.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot write the model's folder " + folder, e);
        }
    }

    /** Reads one text that belongs to no folder of a model; empty if there is none. */
    static Optional<String> read(SparkSession spark, String file) {
        Path path = new Path(file);
        try {
            FileSystem system = path.getFileSystem(spark.sessionState().newHadoopConf());
            return Optional.of(new String(read(system, path), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read " + file, e);
        }
    }

    /** Writes one text that belongs to no folder of a model. */
    static void write(SparkSession spark, String file, String text) {
        Path path = new Path(file);
        try {
            write(
                    path.getFileSystem(spark.sessionState().newHadoopConf()),
                    path,
                    text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot write " + file, e);
        }
    }

    /** Reads a folder; refuses it by the name of the first file that is not as it was written. */
    static ModelFiles read(SparkSession spark, String folder, String digest) {
        Path path = new Path(folder);
        try {
            FileSystem system = path.getFileSystem(spark.sessionState().newHadoopConf());
            byte[] sums = read(system, new Path(path, SUMS));
            if (!Digest.sha256(sums).equals(digest)) {
                throw changed(folder, SUMS, digest, Digest.sha256(sums));
            }
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (String line : new String(sums, StandardCharsets.UTF_8).split("\n")) {
                String name = line.substring(line.indexOf("  ") + 2);
                String expected = line.substring(0, line.indexOf("  "));
                byte[] bytes = read(system, new Path(path, name));
                if (!Digest.sha256(bytes).equals(expected)) {
                    throw changed(folder, name, expected, Digest.sha256(bytes));
                }
                files.put(name, bytes);
            }
            return new ModelFiles(files);
        } catch (FileNotFoundException e) {
            throw new UserError(
                    "the model's folder " + folder + " is not complete: " + e.getMessage()
                            + "; restore it from a copy, or train again",
                    e);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read the model's folder " + folder, e);
        }
    }

    private static UserError changed(String folder, String file, String expected, String found) {
        return new UserError("refused to use the model in " + folder + ": its file " + file + " was changed after"
                + " training (sha256 " + found + ", not " + expected + "); restore it from a copy, or train again");
    }

    private static void write(FileSystem system, Path file, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = system.create(file, true)) {
            out.write(bytes);
        }
    }

    private static byte[] read(FileSystem system, Path file) throws IOException {
        try (FSDataInputStream in = system.open(file)) {
            return in.readAllBytes();
        }
    }

    private static String sums(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, bytes) ->
                lines.append(Digest.sha256(bytes)).append("  ").append(name).append('\n'));
        return lines.toString();
    }
}
