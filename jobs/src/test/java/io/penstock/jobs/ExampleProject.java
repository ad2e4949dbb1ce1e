package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.SliceContent;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The example with its first days only, and the command lines that run in it. */
record ExampleProject(Path folder) {

    private static final Path EXAMPLE =
            Path.of("..", "examples", "flights").toAbsolutePath().normalize();

    /** Copies definitions and the files of January's first days; the target {@code short} is the text given. */
    static ExampleProject copy(Path folder, int days, String target) throws IOException {
        LocalSpark.session();
        for (String definitions : List.of("feeds", "sources", "entities", "features", "models")) {
            copyTree(EXAMPLE.resolve(definitions), folder.resolve(definitions));
        }
        List<String> files = new ArrayList<>(List.of("penstock.yaml", "data/airports.csv", "data/planes.csv"));
        for (int day = 1; day <= days; day++) {
            files.add("data/flights/2013-01-%02d.csv.gz".formatted(day));
            files.add("data/weather/2013-01-%02d.csv.gz".formatted(day));
        }
        for (String file : files) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(EXAMPLE.resolve(file), folder.resolve(file));
        }
        Files.createDirectories(folder.resolve("targets"));
        Files.writeString(folder.resolve("targets/short.yaml"), target);
        return new ExampleProject(folder);
    }

    /** The same project in another folder, its lake as it is now. */
    ExampleProject copyTo(Path other) throws IOException {
        copyTree(folder, other);
        return new ExampleProject(other);
    }

    void copyLake(Path other) throws IOException {
        copyTree(folder.resolve("lake"), other);
    }

    /** A command line with this project and the target. */
    String[] line(String... command) {
        List<String> line = new ArrayList<>(
                List.of("--project", folder.toString(), "--target", "short", "--result", result().toString()));
        line.addAll(List.of(command));
        return line.toArray(String[]::new);
    }

    /** Runs a command in this JVM; gives the fields of its result file. */
    Map<String, Object> run(Exit expected, String... command) {
        Exit exit = new Penstock().execute(line(command));
        Map<String, Object> fields = readResult();
        assertThat(exit).as("%s: %s", String.join(" ", command), fields).isEqualTo(expected);
        return fields;
    }

    /** Where the result of a command is written. */
    Path result() {
        return folder.resolveSibling(folder.getFileName() + " result.json");
    }

    private Map<String, Object> readResult() {
        try {
            String text = Files.readString(result());
            Files.delete(result());
            return Json.map(text);
        } catch (IOException e) {
            throw new AssertionError("no result file was written", e);
        }
    }

    Lake lake() {
        return Lake.at(LocalSpark.session(), folder.resolve("lake").toString());
    }

    /** The content of each table of these kinds, run ids left out. */
    Map<String, SliceContent> contents(Set<String> kinds) {
        Lake lake = lake();
        Map<String, SliceContent> contents = new TreeMap<>();
        lake.tables().stream()
                .filter(table -> kinds.contains(table.substring(0, table.indexOf('/'))))
                .forEach(table -> contents.put(table, SliceContent.of(lake.read(lake.at(table)))));
        return contents;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
