package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.Nearest;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads tables at versions, and says what is there when a version is not. */
final class Reading {

    private final SparkSession spark;
    private final Lake lake;
    private final Map<TableVersion, PinnedFiles> whole = new ConcurrentHashMap<>();

    Reading(SparkSession spark, Lake lake) {
        this.spark = spark;
        this.lake = lake;
    }

    Dataset<Row> read(TableVersion version) {
        return rows(version, files(version));
    }

    /** The files of a version, all there. */
    PinnedFiles files(TableVersion version) {
        checkVersion(version);
        return whole.computeIfAbsent(version, this::checked);
    }

    private PinnedFiles checked(TableVersion version) {
        PinnedFiles pinned = list(version);
        checkFiles(version, pinned);
        return pinned;
    }

    /** Without the proof that every file is there. */
    Dataset<Row> readNewest(TableVersion version) {
        return rows(version, list(version));
    }

    private Dataset<Row> rows(TableVersion version, PinnedFiles pinned) {
        String path = lake.path(version.table());
        return pinned.isPlain()
                ? PinnedFileIndex.rows(spark, new Path(path), pinned)
                : spark.read()
                        .format("delta")
                        .option("versionAsOf", version.version())
                        .load(path);
    }

    private PinnedFiles list(TableVersion version) {
        try {
            return PinnedFiles.list(lake.configuration(), lake.path(version.table()), version.version());
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the files of " + version, e);
        }
    }

    void checkVersion(TableVersion version) {
        CommitLog.Listing listing = lake.log(version.table()).list();
        if (listing.isEmpty()) {
            throw noTable(version.table());
        }
        long oldest = listing.oldest();
        long newest = listing.newest();
        if (version.version() < oldest || version.version() > newest) {
            throw new UserError(version + (version.version() < oldest ? " is gone" : " was never written") + "; "
                    + version.table() + " has the versions " + oldest + " to " + newest);
        }
    }

    UserError noTable(String table) {
        List<String> tables = lake.tables();
        String advice = tables.isEmpty()
                ? "it has no tables yet"
                : Nearest.to(table, tables)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("it has " + String.join(", ", tables));
        return new UserError("the lake at " + lake.root() + " has no table " + table + "; " + advice);
    }

    /** A version outlives its files only if someone deleted these, and Delta would still answer counts without them. */
    private void checkFiles(TableVersion version, PinnedFiles pinned) {
        Set<String> present = present(new Path(lake.path(version.table())));
        Optional<String> missing = pinned.files().stream()
                .map(file -> file.status().getPath().toUri().getPath())
                .filter(file -> !present.contains(file))
                .sorted()
                .findFirst();
        missing.ifPresent(file -> {
            throw new UserError(
                    version + " cannot be read any more: its file " + file
                            + " was deleted (by a vacuum that nothing told to keep it, or by hand); read a newer version, or build its slices again");
        });
    }

    private Set<String> present(Path table) {
        Set<String> files = new HashSet<>();
        try {
            collect(table.getFileSystem(lake.configuration()), table, files);
            return files;
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the files of " + table, e);
        }
    }

    /** Not Hadoop's recursive listing: on a local disk that one starts a process for each file. */
    private static void collect(FileSystem system, Path folder, Set<String> files) throws IOException {
        for (FileStatus child : system.listStatus(folder)) {
            if (!child.isDirectory()) {
                files.add(child.getPath().toUri().getPath());
            } else if (!child.getPath().getName().startsWith("_")) {
                collect(system, child.getPath(), files);
            }
        }
    }
}
