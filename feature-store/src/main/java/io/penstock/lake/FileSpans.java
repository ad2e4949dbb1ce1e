package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.apache.hadoop.fs.FileStatus;

/**
 * From which version to which each data file belongs to a table, as the table's log says from its first commit on.
 *
 * @param byFile by the file's path below the table's folder
 */
record FileSpans(Map<String, Span> byFile) {

    /** The versions {@code from} to {@code until}, the latter excluded; {@code Long.MAX_VALUE} while it belongs to the newest. */
    record Span(long from, long until) {
        boolean holds(long version) {
            return from <= version && version < until;
        }

        boolean holdsAny(SortedSet<Long> versions) {
            return !versions.subSet(from, until).isEmpty();
        }
    }

    FileSpans {
        byFile = Map.copyOf(byFile);
    }

    /** @throws UserError if the log does not begin with the table's first commit */
    static FileSpans read(String table, CommitLog log, CommitLog.Listing listing) {
        if (listing.commits().isEmpty() || listing.commits().firstKey() != 0) {
            throw new UserError("the log of " + table
                    + " no longer begins with its first commit, so nobody can tell which files its"
                    + " versions need; nothing of it is removed");
        }
        Map<String, Span> spans = new HashMap<>();
        listing.commits().forEach((version, file) -> {
            try {
                replay(version, log, file, spans);
            } catch (IOException e) {
                throw Fault.worthRetrying("cannot read commit " + version + " of " + table, e);
            }
        });
        return new FileSpans(spans);
    }

    private static void replay(long version, CommitLog log, FileStatus file, Map<String, Span> spans)
            throws IOException {
        try (BufferedReader lines = log.open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"add\"")) {
                    spans.merge(
                            path(line, "add"),
                            new Span(version, Long.MAX_VALUE),
                            (old, now) -> new Span(old.from, Long.MAX_VALUE));
                } else if (line.startsWith("{\"remove\"")) {
                    spans.computeIfPresent(path(line, "remove"), (name, old) -> new Span(old.from, version));
                }
            }
        }
    }

    private static String path(String line, String action) {
        Map<?, ?> fields = (Map<?, ?>) Json.map(line).get(action);
        return URI.create(fields.get("path").toString()).getPath();
    }
}
