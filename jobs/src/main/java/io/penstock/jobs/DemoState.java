package io.penstock.jobs;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.features.OnlineSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What the example keeps, its lake and its online store, which the demo may empty. */
final class DemoState {

    private DemoState() {}

    /**
     * Deletes the lake's folder and the online store's file; refused unless both lie within the project, for a demo must
     * not delete work.
     */
    static void empty(Project project) {
        Path lake = within(project, "a lake", path(project.lakeRoot()));
        List<Path> store = project.onlineStore()
                .map(setting -> files(project, setting.from(project.folder())))
                .orElse(List.of());
        delete(lake);
        store.forEach(DemoState::delete);
    }

    /** A store that outlived its lake would hold newer versions than the new lake can have. */
    private static List<Path> files(Project project, OnlineSetting setting) {
        if (!(setting instanceof OnlineSetting.Sqlite sqlite)) {
            throw new UserError("--force empties only an online store inside the project " + project.folder()
                    + ", and this one is a server: give the project a file, as in `online_store: {sqlite: online.db}`");
        }
        Path file = within(project, "an online store", Path.of(sqlite.path()));
        return Stream.of("", "-wal", "-shm")
                .map(end -> file.resolveSibling(file.getFileName() + end))
                .toList();
    }

    private static Path path(String lake) {
        return lake.startsWith("file:") ? Path.of(URI.create(lake)) : Path.of(lake);
    }

    private static Path within(Project project, String what, Path path) {
        Path root = project.folder().toAbsolutePath().normalize();
        Path inside = root.resolve(path).normalize();
        if (!inside.startsWith(root) || inside.equals(root)) {
            throw new UserError("--force empties only " + what + " inside the project " + root + ", and this one is "
                    + inside + ": delete it by hand if that is meant");
        }
        return inside;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException error) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw new Fault("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
