package io.penstock.features.ingest;

import io.penstock.base.Fault;
import io.penstock.features.Feed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The files of the batches asked for, found and hashed; a batch without files is missing.
 *
 * <p>A declared path is relative to the project's folder or any Hadoop path. It may name a folder, then all files in it belong to
 * the batch, or hold {@code *}.
 */
record FeedFiles(Map<String, List<FeedFile>> present, List<String> missing) {
    private static final String BATCH = "{batch}";

    FeedFiles {
        present = Collections.unmodifiableMap(new LinkedHashMap<>(present));
        missing = List.copyOf(missing);
    }

    static FeedFiles find(SparkSession spark, java.nio.file.Path project, Feed feed, List<String> batches) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<Listed> listed = Parallel.each(
                batches, batch -> list(hadoop, project, feed.files().path(), batch));
        List<FeedFile> found =
                listed.stream().flatMap(batch -> batch.files().stream()).toList();
        List<FeedFile> hashed = FileHashes.fill(spark, found);
        Map<String, List<FeedFile>> present = hashed.stream()
                .collect(Collectors.groupingBy(FeedFile::batch, LinkedHashMap::new, Collectors.toList()));
        return new FeedFiles(
                present,
                batches.stream().filter(batch -> !present.containsKey(batch)).toList());
    }

    /** The files of some batches, in their order. */
    List<FeedFile> of(List<String> batches) {
        return batches.stream().flatMap(batch -> present.get(batch).stream()).toList();
    }

    /** Refuses files whose size or time of change is no longer what it was when they were found. */
    static void refuseTouched(SparkSession spark, List<FeedFile> files) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        Parallel.each(files, file -> {
            Path at = new Path(file.uri());
            try {
                FileStatus status = at.getFileSystem(hadoop).getFileStatus(at);
                if (status.getLen() != file.bytes() || status.getModificationTime() != file.modified()) {
                    throw changed(file);
                }
                return status;
            } catch (IOException e) {
                throw Fault.worthRetrying("looking for " + at + " failed: " + e.getMessage(), e);
            }
        });
    }

    static Fault changed(FeedFile file) {
        return Fault.worthRetrying(
                "file " + file.path() + " changed while it was read; nothing was published, run it again", null);
    }

    /** One file outside of batches, found and not hashed; empty if it is not there. */
    static Optional<FeedFile> single(SparkSession spark, java.nio.file.Path project, String path) {
        return list(spark.sessionState().newHadoopConf(), project, path, "").files().stream()
                .findFirst();
    }

    private record Listed(List<FeedFile> files) {}

    private static Listed list(Configuration hadoop, java.nio.file.Path project, String declared, String batch) {
        String relative = declared.replace(BATCH, batch);
        Path at = resolve(project, relative);
        try {
            FileSystem storage = at.getFileSystem(hadoop);
            return new Listed(Arrays.stream(statuses(storage, at))
                    .filter(status -> !isHidden(status.getPath()))
                    .sorted(Comparator.comparing(FileStatus::getPath))
                    .map(status -> file(batch, relative, at, status))
                    .toList());
        } catch (FileNotFoundException e) {
            return new Listed(List.of());
        } catch (IOException e) {
            throw Fault.worthRetrying("looking for " + at + " failed: " + e.getMessage(), e);
        }
    }

    static Path resolve(java.nio.file.Path project, String declared) {
        Path path = new Path(declared);
        return path.isAbsolute() || path.toUri().getScheme() != null
                ? path
                : new Path(new Path(project.toAbsolutePath().toUri()), path);
    }

    private static FileStatus[] statuses(FileSystem storage, Path at) throws IOException {
        if (at.getName().contains("*")) {
            FileStatus[] matching = storage.globStatus(at);
            return matching == null ? new FileStatus[0] : matching;
        }
        FileStatus status = storage.getFileStatus(at);
        if (!status.isDirectory()) {
            return new FileStatus[] {status};
        }
        return Arrays.stream(storage.listStatus(at)).filter(FileStatus::isFile).toArray(FileStatus[]::new);
    }

    private static boolean isHidden(Path path) {
        return path.getName().startsWith("_") || path.getName().startsWith(".");
    }

    private static FeedFile file(String batch, String declared, Path asked, FileStatus status) {
        boolean itself = status.getPath().getName().equals(asked.getName());
        String parent =
                asked.getName().contains("*") ? declared.substring(0, declared.lastIndexOf('/') + 1) : declared + "/";
        String shown = itself ? declared : parent + status.getPath().getName();
        return new FeedFile(
                batch, shown, status.getPath().toString(), status.getLen(), status.getModificationTime(), "");
    }
}
