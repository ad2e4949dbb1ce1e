package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Ordered;
import java.util.Map;

/** What features are about: its key columns and their types, in order. */
public record Entity(String name, Location at, About about, Map<String, ColumnType> keys) {
    public Entity {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(about, "about");
        keys = Ordered.copy(keys);
    }
}
