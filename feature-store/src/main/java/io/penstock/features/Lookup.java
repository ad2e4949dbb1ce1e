package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.base.Ordered;
import java.util.List;
import java.util.Map;

/**
 * A small file joined to each row of a feed: its unique {@code key} column against the feed's column {@code on}.
 * Its columns come under their own names, without the key.
 */
public record Lookup(
        String name,
        String path,
        Format format,
        Map<String, ColumnType> columns,
        List<String> nulls,
        String key,
        String on) {
    public Lookup {
        requireNonNull(name, "name");
        requireNonNull(path, "path");
        requireNonNull(format, "format");
        columns = Ordered.copy(columns);
        nulls = List.copyOf(nulls);
        requireNonNull(key, "key");
        requireNonNull(on, "on");
    }
}
