package io.penstock.features.definition;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fields;
import io.penstock.base.YamlMap;

/** A definition beside the YAML it was read from, which knows the place of every key. */
public record Written<T>(T definition, YamlMap yaml) {
    public Written {
        requireNonNull(definition, "definition");
        requireNonNull(yaml, "yaml");
    }

    /** The fields of its YAML. */
    public Fields fields() {
        return new Fields(yaml);
    }
}
