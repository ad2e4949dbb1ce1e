package io.penstock.jobs;

import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.base.Yaml;
import io.penstock.base.YamlMap;
import io.penstock.base.YamlNode;
import io.penstock.base.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The YAML of a project: {@code penstock.yaml} and the definitions of each kind by name, with a target laid over them and
 * every shape checked.
 */
final class ProjectFiles {
    static final String SETTINGS = "penstock.yaml";

    /** What a target replaces whole, being one choice among several forms. */
    private static final Set<String> WHOLE = Set.of("split", "decide", "online_store");

    private static final int MOST_FILES = 5_000;

    private final Path folder;
    private final Map<String, String> environment;
    private final Problems problems;
    private final Map<Kind, Map<String, YamlMap>> definitions = new EnumMap<>(Kind.class);
    private final Set<String> unread = new HashSet<>();
    private YamlMap settings = YamlMap.empty(new Location(SETTINGS, 1));

    private ProjectFiles(Path folder, Map<String, String> environment, Problems problems) {
        this.folder = folder;
        this.environment = environment;
        this.problems = problems;
    }

    static ProjectFiles read(Path folder, Optional<String> target, Map<String, String> environment, Problems problems) {
        ProjectFiles files = new ProjectFiles(folder, environment, problems);
        Optional<YamlMap> settings = files.yaml(folder.resolve(SETTINGS));
        settings.ifPresent(yaml -> files.settings = yaml);
        for (Kind kind : Kind.values()) {
            files.definitions.put(kind, files.readAll(kind));
        }
        files.refuseMisplaced();
        target.ifPresent(files::overlay);
        settings.ifPresent(yaml -> Settings.SHAPE.check(files.settings, SETTINGS, problems));
        files.definitions.forEach(
                (kind, all) -> all.values().forEach(yaml -> kind.shape().check(yaml, kind.title(), problems)));
        return files;
    }

    YamlMap settings() {
        return settings;
    }

    /** The definitions of a kind by name, in the order of their names. */
    Map<String, YamlMap> all(Kind kind) {
        return definitions.get(kind);
    }

    /** The names, as {@code source departures}, of definitions whose file could not be read. */
    Set<String> unread() {
        return unread;
    }

    private Optional<YamlMap> yaml(Path file) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!Files.isRegularFile(file)) {
            problems.add(
                    new Location(name, 0),
                    "there is no such file; a project's folder holds " + SETTINGS + " and the"
                            + " folders feeds, sources, entities, features, models");
            return Optional.empty();
        }
        return Yaml.readFile(file, name, environment, problems);
    }

    private Map<String, YamlMap> readAll(Kind kind) {
        Map<String, YamlMap> byName = new LinkedHashMap<>();
        for (Path file : list(folder.resolve(kind.folder()))) {
            String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            Optional<YamlMap> yaml = yaml(file);
            if (yaml.isEmpty()) {
                unread.add(kind.title() + " " + stem);
                continue;
            }
            String name = name(yaml.get(), kind).orElse(stem);
            Location at = yaml.get().at(kind.key());
            if (!name.equals(stem)) {
                problems.add(
                        at,
                        kind.title() + " \"" + name + "\" stands in the file " + file.getFileName() + "; name it "
                                + name + ".yaml");
            }
            YamlMap first = byName.putIfAbsent(name, yaml.get());
            if (first != null) {
                problems.add(
                        at,
                        "there are two of " + kind.title() + " \"" + name + "\", the first at " + first.at(kind.key()));
            }
        }
        return byName;
    }

    /** What nobody would read: definitions at the root, and folders whose name is nearly that of a kind. */
    private void refuseMisplaced() {
        List<String> folders = Stream.of(Kind.values()).map(Kind::folder).toList();
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry)) {
                Nearest.to(name, folders)
                        .filter(near -> !folders.contains(name))
                        .ifPresent(near -> problems.add(
                                new Location(name, 0), "this folder is not read; did you mean \"" + near + "\"?"));
            } else if (name.matches(".*\\.ya?ml") && !name.equals(SETTINGS)) {
                problems.add(
                        new Location(name, 0),
                        "this file is not read: beside " + SETTINGS + " definitions lie in the folders "
                                + String.join(", ", folders) + ", targets in targets");
            }
        }
    }

    private static Optional<String> name(YamlMap yaml, Kind kind) {
        Optional<YamlNode> name = yaml.find(kind.key());
        return name.filter(YamlScalar.class::isInstance).map(node -> ((YamlScalar) node).text());
    }

    private List<Path> list(Path kindFolder) {
        if (!Files.isDirectory(kindFolder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        for (Path path : entries(kindFolder)) {
            if (path.getFileName().toString().matches(".*\\.ya?ml")) {
                files.add(path);
            } else {
                problems.add(
                        new Location(folder.relativize(path).toString(), 0),
                        "this is no definition: the files in " + kindFolder.getFileName()
                                + " end in .yaml and lie in no folder below");
            }
        }
        return files;
    }

    private List<Path> entries(Path within) {
        try (Stream<Path> entries = Files.list(within)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            problems.add(new Location(folder.relativize(within).toString(), 0), "this folder cannot be read: " + e);
            return List.of();
        }
    }

    private void overlay(String target) {
        Path file = folder.resolve("targets").resolve(target + ".yaml");
        if (!target.matches("[A-Za-z0-9_.-]+") || !Files.isRegularFile(file)) {
            problems.add(
                    new Location("targets", 0),
                    "there is no target \"" + target + "\"" + Nearest.hint(target, targets()));
            return;
        }
        yaml(file).ifPresent(yaml -> {
            Map<String, YamlNode> ofSettings = new LinkedHashMap<>(yaml.entries());
            for (Kind kind : Kind.values()) {
                ofSettings.remove(kind.folder());
                yaml.find(kind.folder()).ifPresent(node -> overlay(kind, node));
            }
            ofSettings.keySet().removeIf(key -> refused(yaml, key));
            settings = settings.overlaid(new YamlMap(yaml.at(), ofSettings, yaml.keyAt()), WHOLE);
        });
    }

    private boolean refused(YamlMap target, String key) {
        List<String> allowed = new ArrayList<>(Settings.SHAPE.keys().keySet());
        boolean unknown = !allowed.contains(key);
        if (unknown) {
            Stream.of(Kind.values()).map(Kind::folder).forEach(allowed::add);
            problems.add(target.at(key), "unknown key \"" + key + "\" in a target" + Nearest.hint(key, allowed));
        }
        return unknown;
    }

    private void overlay(Kind kind, YamlNode node) {
        if (!(node instanceof YamlMap changes)) {
            problems.add(node.at(), kind.folder() + " of a target must be a map of names, each to the keys it changes");
            return;
        }
        Map<String, YamlMap> all = definitions.get(kind);
        changes.entries().forEach((name, change) -> {
            if (!(change instanceof YamlMap keys)) {
                problems.add(change.at(), name + " of a target must be a map of the keys it changes");
            } else if (all.containsKey(name)) {
                all.put(name, all.get(name).overlaid(keys, WHOLE));
            } else if (!unread.contains(kind.title() + " " + name)) {
                problems.add(
                        changes.at(name),
                        "there is no " + kind.title() + " \"" + name + "\" to change"
                                + Nearest.hint(name, all.keySet()));
            }
        });
    }

    private List<String> targets() {
        return list(folder.resolve("targets")).stream()
                .map(path -> path.getFileName().toString().replaceFirst("\\.ya?ml$", ""))
                .toList();
    }
}
