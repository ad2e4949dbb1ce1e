package io.penstock.base;

/** A piece of a YAML file that knows where it stands. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    /** The line of its first character. */
    Location at();
}
