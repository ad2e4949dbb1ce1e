package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.validation.CheckSuite;
import java.util.List;
import java.util.Optional;

/**
 * One kind of event in the rows of a feed, with its times; a table of the lake. Its rows are those of the feed for which
 * {@code where} is true; a static source has one row a key, visible at every moment, and both its times are
 * 1970-01-01T00:00:00Z. Ties in an append source are settled by {@code tiebreak}.
 */
public record Source(
        String name,
        Location at,
        About about,
        String feed,
        List<String> columns,
        Optional<Sql> where,
        Optional<Sql> eventTimestamp,
        Optional<Sql> createdTimestamp,
        Mode mode,
        boolean isStatic,
        List<String> tiebreak,
        CheckSuite checks) {
    public Source {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(about, "about");
        requireNonNull(feed, "feed");
        columns = List.copyOf(columns);
        requireNonNull(where, "where");
        requireNonNull(eventTimestamp, "eventTimestamp");
        requireNonNull(createdTimestamp, "createdTimestamp");
        requireNonNull(mode, "mode");
        tiebreak = List.copyOf(tiebreak);
        requireNonNull(checks, "checks");
    }

    /** The path of its table. */
    public String table() {
        return "sources/" + name;
    }
}
