package io.penstock.lake;

import io.delta.kernel.exceptions.KernelException;
import io.penstock.base.Fault;
import io.penstock.base.Nearest;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads tables at versions, and says what is there when a version is not. */
final class Reading {
    /** Versions that are looked at to say which of them can be read. */
    private static final int LOOKED_THROUGH = 50;

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
        PresentFiles present = PresentFiles.of(lake.configuration(), new Path(lake.path(version.table())));
        present.firstMissing(pinned).ifPresent(file -> {
            throw new UserError(version + " cannot be read any more: a vacuum removed its files, or someone did by hand"
                    + " (" + file + " is missing); " + readable(version, present));
        });
    }

    /** Which of the newest versions have files, all there. */
    private String readable(TableVersion gone, PresentFiles present) {
        CommitLog.Listing listing = lake.log(gone.table()).list();
        long from = Math.max(listing.oldest(), listing.newest() - LOOKED_THROUGH + 1);
        String whole = LongStream.rangeClosed(from, listing.newest())
                .mapToObj(number -> new TableVersion(gone.table(), number))
                .filter(version -> isWhole(version, present))
                .map(version -> "@" + version.version())
                .collect(Collectors.joining(", "));
        return whole.isEmpty()
                ? "none of its versions from @" + from + " on can be read; build its slices again"
                : "read " + whole + ", which `penstock history " + gone.table()
                        + "` tells of, or build its slices again";
    }

    private boolean isWhole(TableVersion version, PresentFiles present) {
        try {
            PinnedFiles pinned = list(version);
            return !pinned.files().isEmpty() && present.firstMissing(pinned).isEmpty();
        } catch (KernelException e) { // its log is no longer whole
            return false;
        }
    }
}
