package io.penstock.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a YAML 1.2 text (so {@code no} is a text) into nodes that know their lines. {@code ${NAME}} and
 * {@code ${NAME:-default}} in values are filled in from the environment; {@code $${} stands for <code>${</code>. Refused
 * with a problem: duplicate keys, tags, several documents, nesting beyond {@value #DEPTH_LIMIT}, more than
 * {@value #NODE_LIMIT} values with aliases counted as often as they appear, files beyond {@value #SIZE_LIMIT} bytes.
 */
public final class Yaml {
    static final int SIZE_LIMIT = 1 << 20;
    static final int DEPTH_LIMIT = 40;
    static final int NODE_LIMIT = 50_000;

    private Yaml() {}

    /** Reads a text; empty where a problem was found that leaves no tree, or where the text holds nothing. */
    public static Optional<YamlNode> read(
            String name, String text, Map<String, String> environment, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(SIZE_LIMIT).build();
        try {
            ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
            return new YamlBuilder(name, events, new Environment(environment), problems).document();
        } catch (YamlEngineException e) {
            problems.add(place(name, e), "this is not YAML: " + reason(e));
            return Optional.empty();
        }
    }

    /** Reads a text in which nothing comes from the environment. */
    public static Optional<YamlNode> read(String name, String text, Problems problems) {
        return read(name, text, Map.of(), problems);
    }

    /** Reads a file whose root must be a map; {@code name} is what messages call it. */
    public static Optional<YamlMap> readFile(
            Path file, String name, Map<String, String> environment, Problems problems) {
        Location start = new Location(name, 1);
        int before = problems.count();
        Optional<YamlNode> root = text(file, start, problems).flatMap(t -> read(name, t, environment, problems));
        if (root.isPresent() && root.get() instanceof YamlMap map) {
            return Optional.of(map);
        }
        if (root.isPresent()) {
            problems.add(
                    root.get().at(),
                    "a definition is a map of keys and values, but this file holds "
                            + (root.get() instanceof YamlList ? "a list" : "a single value"));
        } else if (problems.count() == before) {
            problems.add(start, "this file is empty");
        }
        return Optional.empty();
    }

    private static Optional<String> text(Path file, Location start, Problems problems) {
        try {
            long size = Files.size(file);
            if (size > SIZE_LIMIT) {
                problems.add(start, "this file has " + size + " bytes; a definition has at most " + SIZE_LIMIT);
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            problems.add(start, "this file is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            problems.add(start, "this file cannot be read: " + e);
        }
        return Optional.empty();
    }

    private static Location place(String name, YamlEngineException e) {
        Optional<Mark> mark =
                e instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
        return new Location(name, mark.map(m -> m.getLine() + 1).orElse(1));
    }

    private static String reason(YamlEngineException e) {
        String reason = e instanceof MarkedYamlEngineException marked ? marked.getProblem() : e.getMessage();
        return reason.lines().findFirst().orElse("");
    }
}
