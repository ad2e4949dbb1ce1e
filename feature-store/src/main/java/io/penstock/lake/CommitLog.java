package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commit files of one table, read without Spark: a listing for the versions, the head of a file for what it says.
 *
 * <p>A commit never changes, so what was read once is kept.
 */
final class CommitLog {

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint\\..*(?:parquet|json)");

    private final String table;
    private final Path folder;
    private final Configuration configuration;
    private final Map<Written, Logged> known = new ConcurrentHashMap<>();

    CommitLog(String table, Path path, Configuration configuration) {
        this.table = table;
        this.folder = new Path(path, "_delta_log");
        this.configuration = configuration;
    }

    /** A commit, and the slices whose rows it changed without saying what they hold now: those of another writer. */
    record Logged(CommitRecord commit, Set<String> disturbed) {}

    /** A file as it was written; a table made anew under the same name has others. */
    private record Written(Path path, long time, long length) {
        static Written of(FileStatus file) {
            return new Written(file.getPath(), file.getModificationTime(), file.getLen());
        }
    }

    /**
     * What the log holds at this moment.
     *
     * @throws UserError if a commit that is needed is not there or empty: its rows would be missing without a word
     */
    Listing list() {
        Listing listing = listed();
        // A listing during which others commit can miss one and have the next.
        for (int again = 0; again < 3 && listing.broken().isPresent(); again++) {
            listing = listed();
        }
        listing.broken().ifPresent(version -> {
            Path file = new Path(folder, String.format(Locale.ROOT, "%020d.json", version));
            throw damaged(version, "missing or empty", file, null);
        });
        return listing;
    }

    private UserError damaged(long version, String how, Path file, Throwable cause) {
        String text = table + " is damaged: its commit " + version + " is " + how + ", in " + file;
        return new UserError(text + "; bring that file back from a copy of the lake", cause);
    }

    private Listing listed() {
        NavigableMap<Long, FileStatus> commits = new TreeMap<>();
        NavigableMap<Long, FileStatus> checkpoints = new TreeMap<>();
        try {
            for (FileStatus file : folder.getFileSystem(configuration).listStatus(folder)) {
                String name = file.getPath().getName();
                version(COMMIT.matcher(name)).ifPresent(version -> commits.put(version, file));
                version(CHECKPOINT.matcher(name)).ifPresent(version -> checkpoints.put(version, file));
            }
        } catch (FileNotFoundException e) {
            return new Listing(commits, checkpoints);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the commits of " + table + " in " + folder, e);
        }
        return new Listing(commits, checkpoints);
    }

    private static OptionalLong version(Matcher name) {
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    /** The commit in a file of the listing. */
    Logged read(long version, FileStatus file) {
        return known.computeIfAbsent(Written.of(file), one -> parse(version, file));
    }

    private Logged parse(long version, FileStatus file) {
        try (BufferedReader lines = open(file)) {
            Map<String, Object> info = Map.of();
            Set<String> disturbed = new HashSet<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"commitInfo\"")) {
                    info = member(Json.map(line), "commitInfo");
                    Optional<CommitRecord> ours = ours(version, info);
                    if (ours.isPresent()) {
                        return new Logged(ours.get(), Set.of());
                    }
                } else if (line.startsWith("{\"add\"") || line.startsWith("{\"remove\"")) {
                    disturbedSlice(Json.map(line)).ifPresent(disturbed::add);
                }
            }
            return new Logged(foreign(version, info, file), Set.copyOf(disturbed));
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read commit " + version + " of " + table + " in " + file.getPath(), e);
        } catch (Fault e) {
            throw damaged(version, "cut off or no commit", file.getPath(), e);
        }
    }

    /** The lines of a file of the listing. */
    BufferedReader open(FileStatus file) throws IOException {
        FileSystem system = file.getPath().getFileSystem(configuration);
        return new BufferedReader(new InputStreamReader(system.open(file.getPath()), StandardCharsets.UTF_8));
    }

    private Optional<CommitRecord> ours(long version, Map<String, Object> info) {
        Object text = info.get("userMetadata");
        return text == null
                ? Optional.empty()
                : CommitJson.read(text.toString(), new TableVersion(table, version), time(info, 0), operation(info));
    }

    private CommitRecord foreign(long version, Map<String, Object> info, FileStatus file) {
        return new CommitRecord(
                new TableVersion(table, version),
                time(info, file.getModificationTime()),
                operation(info),
                Optional.empty(),
                List.of(),
                "",
                "",
                Map.of(),
                false,
                Map.of());
    }

    /** A rearrangement such as OPTIMIZE says {@code dataChange: false}, and leaves what is known of a slice true. */
    private static Optional<String> disturbedSlice(Map<String, Object> line) {
        Map<String, Object> action = member(line, line.keySet().iterator().next());
        if (Boolean.FALSE.equals(action.get("dataChange"))) {
            return Optional.empty();
        }
        Map<String, Object> values = member(action, "partitionValues");
        return Optional.of(
                values.isEmpty()
                        ? Layout.WHOLE
                        : String.valueOf(values.values().iterator().next()));
    }

    private static Instant time(Map<String, Object> info, long otherwise) {
        return Instant.ofEpochMilli(((Number) info.getOrDefault("timestamp", otherwise)).longValue());
    }

    private static String operation(Map<String, Object> info) {
        return info.getOrDefault("operation", "").toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> json, String key) {
        Object value = json.get(key);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** The versions of the table: its commit files, and the checkpoints from which older ones can be dropped. */
    record Listing(NavigableMap<Long, FileStatus> commits, NavigableMap<Long, FileStatus> checkpoints) {

        boolean isEmpty() {
            return commits.isEmpty() && checkpoints.isEmpty();
        }

        /** The first commit after the newest checkpoint that is not there, or has no bytes. */
        Optional<Long> broken() {
            long needed = checkpoints.isEmpty() ? 0 : checkpoints.lastKey() + 1;
            for (Map.Entry<Long, FileStatus> commit :
                    commits.tailMap(needed, true).entrySet()) {
                if (commit.getKey() != needed || commit.getValue().getLen() == 0) {
                    return Optional.of(needed);
                }
                needed++;
            }
            return Optional.empty();
        }

        long newest() {
            long commit = commits.isEmpty() ? -1 : commits.lastKey();
            return Math.max(commit, checkpoints.isEmpty() ? -1 : checkpoints.lastKey());
        }

        /** The oldest version that can still be put together. */
        long oldest() {
            if (commits.containsKey(0L) || checkpoints.isEmpty()) {
                return commits.firstKey();
            }
            return checkpoints.firstKey();
        }
    }
}
