package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Ordered;
import io.penstock.base.Sql;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where files come from and how their rows are read. Without {@code batch} there is one batch, {@code all}.
 * {@code columns} are the file's; then {@code lookups} join in, {@code let} computes helpers that are not kept, and
 * {@code select} computes columns that are, each in order. {@code timezone} reads naive timestamps (default UTC);
 * {@code key} is empty where rows have none.
 */
public record Feed(
        String name,
        Location at,
        About about,
        Files files,
        Optional<Batching> batch,
        ZoneId timezone,
        boolean replay,
        Map<String, ColumnType> columns,
        List<Lookup> lookups,
        Map<String, Sql> let,
        Map<String, Sql> select,
        List<String> key) {
    public Feed {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(about, "about");
        requireNonNull(files, "files");
        requireNonNull(batch, "batch");
        requireNonNull(timezone, "timezone");
        columns = Ordered.copy(columns);
        lookups = List.copyOf(lookups);
        let = Ordered.copy(let);
        select = Ordered.copy(select);
        key = List.copyOf(key);
    }

    /** The label of the one batch of a feed without batches. */
    public static final String ALL = "all";
}
