package io.penstock.features.ingest;

import io.penstock.base.Problems;
import io.penstock.base.Yaml;
import io.penstock.base.YamlMap;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import io.penstock.features.definition.FeedYaml;
import io.penstock.features.definition.SourceYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The feeds and sources of the example, as they are written. */
final class Flights {
    static final Path PROJECT =
            Path.of("..", "examples", "flights").toAbsolutePath().normalize();

    private Flights() {}

    static Feed feed(String name) {
        Problems problems = new Problems();
        Feed feed = FeedYaml.read(yaml("feeds/" + name + ".yaml", problems));
        problems.throwIfAny();
        return feed;
    }

    static Source source(String name) {
        Problems problems = new Problems();
        Source source = SourceYaml.read(yaml("sources/" + name + ".yaml", problems), problems);
        problems.throwIfAny();
        return source;
    }

    private static YamlMap yaml(String file, Problems problems) {
        try {
            return (YamlMap) Yaml.read(file, Files.readString(PROJECT.resolve(file)), problems)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
