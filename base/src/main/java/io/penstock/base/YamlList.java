package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A YAML sequence. */
public record YamlList(Location at, List<YamlNode> items) implements YamlNode {
    public YamlList {
        requireNonNull(at, "at");
        items = List.copyOf(items);
    }
}
