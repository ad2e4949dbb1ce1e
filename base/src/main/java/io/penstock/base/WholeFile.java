package io.penstock.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes local files whole or not at all: who looks sees what was there before or all of the new one. */
public final class WholeFile {

    private WholeFile() {}

    /** Replaces the file at once; its folders are made if they are not there. */
    public static Path write(Path file, byte[] bytes) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path draft = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
        try {
            Files.write(draft, bytes);
            return Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
