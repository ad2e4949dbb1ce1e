package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.KillPoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
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

    Vacuum(Lake lake, String table) {
        this.lake = lake;
        this.table = table;
    }

    /**
     * The versions that were the newest at some time since an instant; the newest of all is one of them. A commit that is dated
     * before an older one was made by a clock that was wrong: the next one that is not says by when it was there.
     */
    SortedSet<Long> newestSince(Instant since) {
        SortedSet<Long> versions = new TreeSet<>();
        List<Long> undated = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (var commit : lake.log(table).list().commits().entrySet()) {
            Instant time = lake.log(table)
                    .read(commit.getKey(), commit.getValue())
                    .commit()
                    .committedAt();
            if (!time.isBefore(latest)) {
                versions.addAll(time.isBefore(since) ? List.of() : undated);
                undated.clear();
                latest = time;
            }
            undated.add(commit.getKey());
        }
        versions.addAll(undated);
        return versions;
    }

    VacuumPlan plan(Set<Long> kept, Instant now) {
        Map<String, FileStatus> present = present();
        // Listed after the folder: what was committed meanwhile is known.
        CommitLog.Listing listing = lake.log(table).list();
        FileSpans spans = FileSpans.read(table, lake.log(table), listing);
        SortedSet<Long> needed = new TreeSet<>(kept);
        needed.add(listing.newest());
        Map<String, FileStatus> going = new LinkedHashMap<>(present);
        going.entrySet().removeIf(file -> {
            FileSpans.Span span = spans.byFile().get(file.getKey());
            return span == null ? isRecent(file.getValue(), now) : span.holdsAny(needed);
        });
        return new VacuumPlan(
                table,
                lost(spans, listing.newest(), present.keySet(), going.keySet()),
                going.values().stream().map(FileStatus::getPath).toList(),
                going.values().stream().mapToLong(FileStatus::getLen).sum());
    }

    void run(VacuumPlan plan) {
        for (Path file : plan.files()) {
            KillPoint.reached("vacuum:deleting");
            try {
                file.getFileSystem(lake.configuration()).delete(file, false);
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

    private static boolean isRecent(FileStatus file, Instant now) {
        return now.toEpochMilli() - file.getModificationTime() <= LEFT_OVER.toMillis();
    }

    /** The data files by their path below the table's folder. */
    private Map<String, FileStatus> present() {
        Path folder = new Path(lake.path(table));
        Map<String, FileStatus> files = new LinkedHashMap<>();
        try {
            collect(folder.getFileSystem(lake.configuration()), folder, "", files);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the files of " + folder, e);
        }
        return files;
    }

    /** Data files alone: names that begin with a dot or an underline are the log, and others' own. */
    private static void collect(FileSystem system, Path folder, String above, Map<String, FileStatus> files)
            throws IOException {
        for (FileStatus child : system.listStatus(folder)) {
            String name = child.getPath().getName();
            if (name.startsWith("_") || name.startsWith(".")) {
                continue;
            }
            if (child.isDirectory()) {
                collect(system, child.getPath(), above + name + "/", files);
            } else {
                files.put(above + name, child);
            }
        }
    }
}
