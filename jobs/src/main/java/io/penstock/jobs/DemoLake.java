package io.penstock.jobs;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The lake of the example, which the demo may empty. */
final class DemoLake {

    private DemoLake() {}

    /** Deletes the lake's folder; refused unless it lies within the project, for a demo must not delete work. */
    static void empty(Project project) {
        Path root = project.folder().toAbsolutePath().normalize();
        Path lake = project.lakeRoot().startsWith("file:")
                ? Path.of(java.net.URI.create(project.lakeRoot()))
                : Path.of(project.lakeRoot());
        Path folder = root.resolve(lake).normalize();
        if (!folder.startsWith(root) || folder.equals(root)) {
            throw new UserError("--force empties only a lake inside the project " + root + ", and this one is " + folder
                    + ": delete it by hand if that is meant");
        }
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
            throw new Fault("cannot empty the lake " + folder + ": " + e.getMessage(), e);
        }
    }
}
