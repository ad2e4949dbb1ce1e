package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.KillPoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Removes the data files of a table that no kept version needs. The log stays: what was committed can be told for ever.
 *
 * <p>A file that no commit names may be one that a running job has written and not committed yet, so it stays until it is
 * {@link #LEFT_OVER} old. Files go one by one, and none of them belongs to a kept version: killed anywhere, the same call
 * again ends in the same state. (Delta's own VACUUM keeps by age alone, and knows nothing of who needs a version.)
 */
final class Vacuum {

    /** No job runs this long. */
    static final Duration LEFT_OVER = Duration.ofDays(1);

    private final Lake lake;
    private final String table;
    private final Configuration configuration;

    Vacuum(Lake lake, String table) {
        this.lake = lake;
        this.table = table;
        this.configuration = lake.configuration();
    }

    /** The versions that were the newest at some time since an instant; the newest of all is one of them. */
    SortedSet<Long> newestSince(Instant since) {
        SortedSet<Long> versions = new TreeSet<>();
        Instant replaced = Instant.MAX;
        for (var commit : lake.log(table).list().commits().descendingMap().entrySet()) {
            if (replaced.isBefore(since)) {
                break;
            }
            versions.add(commit.getKey());
            replaced = lake.log(table)
                    .read(commit.getKey(), commit.getValue())
                    .commit()
                    .committedAt();
        }
        return versions;
    }

    VacuumPlan plan(Set<Long> kept, Instant now) {
        List<FileStatus> present = new ArrayList<>();
        Path folder = new Path(lake.path(table));
        try {
            collect(folder.getFileSystem(configuration), folder, present);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the files of " + folder, e);
        }
        // Listed after the folder: what was committed meanwhile is known.
        CommitLog.Listing listing = lake.log(table).list();
        FileSpans spans = FileSpans.read(table, listing, configuration);
        SortedSet<Long> needed = new TreeSet<>(kept);
        needed.add(listing.newest());
        List<Path> files = new ArrayList<>();
        Set<String> going = new HashSet<>();
        long bytes = 0;
        for (FileStatus file : present) {
            String name = below(folder, file.getPath());
            FileSpans.Span span = spans.byFile().get(name);
            boolean goes = span == null
                    ? now.toEpochMilli() - file.getModificationTime() > LEFT_OVER.toMillis()
                    : !span.holdsAny(needed);
            if (goes) {
                going.add(name);
                files.add(file.getPath());
                bytes += file.getLen();
            }
        }
        return new VacuumPlan(table, lost(spans, listing.newest(), names(folder, present), going), files, bytes);
    }

    void run(VacuumPlan plan) {
        for (Path file : plan.files()) {
            KillPoint.reached("vacuum:deleting");
            try {
                file.getFileSystem(configuration).delete(file, false);
            } catch (IOException e) {
                throw Fault.worthRetrying("cannot delete " + file + "; what went before it is gone, run it again", e);
            }
            KillPoint.reached("vacuum:deleted");
        }
    }

    private static List<Long> lost(FileSpans spans, long newest, Set<String> present, Set<String> going) {
        return LongStream.rangeClosed(0, newest)
                .filter(version -> spans.byFile().entrySet().stream()
                        .anyMatch(file -> file.getValue().holds(version) && going.contains(file.getKey())))
                .filter(version -> spans.byFile().entrySet().stream()
                        .filter(file -> file.getValue().holds(version))
                        .allMatch(file -> present.contains(file.getKey())))
                .boxed()
                .toList();
    }

    private static Set<String> names(Path folder, List<FileStatus> files) {
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add(below(folder, file.getPath())));
        return names;
    }

    private static String below(Path folder, Path file) {
        return file.toUri().getPath().substring(folder.toUri().getPath().length() + 1);
    }

    /** Data files alone: names that begin with a dot or an underline are the log, and others' own. */
    private static void collect(FileSystem system, Path folder, List<FileStatus> files) throws IOException {
        for (FileStatus child : system.listStatus(folder)) {
            String name = child.getPath().getName();
            if (name.startsWith("_") || name.startsWith(".")) {
                continue;
            }
            if (child.isDirectory()) {
                collect(system, child.getPath(), files);
            } else {
                files.add(child);
            }
        }
    }
}
