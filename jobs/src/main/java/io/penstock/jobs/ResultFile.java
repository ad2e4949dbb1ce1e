package io.penstock.jobs;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.UserError;
import io.penstock.base.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Writes {@code result.json} at any Hadoop path: whole or not at all. */
final class ResultFile {

    private ResultFile() {}

    static void write(String path, RunResult result, Configuration conf) {
        byte[] bytes = Json.pretty(result.fields()).getBytes(StandardCharsets.UTF_8);
        try {
            Path target = new Path(path);
            if (target.getFileSystem(conf) instanceof LocalFileSystem) {
                // Hadoop would leave its checksum beside it.
                WholeFile.write(java.nio.file.Path.of(target.toUri().getPath()), bytes);
                return;
            }
            try {
                rename(FileContext.getFileContext(target.toUri(), conf), target, bytes);
            } catch (UnsupportedFileSystemException e) {
                put(target.getFileSystem(conf), target, bytes);
            }
        } catch (UnsupportedFileSystemException | IllegalArgumentException e) {
            throw unusable(path, e.getMessage(), e);
        } catch (FileSystemException e) {
            throw unusable(path, e.toString(), e);
        } catch (IOException e) {
            throw new Fault("cannot write the result file " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses a local path before the work is done of which it could not tell.
     *
     * @throws UserError if it is a folder, or in none that can be made or written to
     */
    static void refuseUnusable(String path, Configuration conf) {
        try {
            Path target = new Path(path);
            String scheme = target.toUri().getScheme();
            if (scheme != null && !scheme.equals("file") || !(target.getFileSystem(conf) instanceof LocalFileSystem)) {
                return;
            }
            java.nio.file.Path file =
                    java.nio.file.Path.of(target.toUri().getPath()).toAbsolutePath();
            if (Files.isDirectory(file)) {
                throw unusable(path, "it is a folder", null);
            }
            if (!Files.isWritable(Files.createDirectories(file.getParent()))) {
                throw unusable(path, "its folder cannot be written to", null);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(path, e.toString(), e);
        }
    }

    private static UserError unusable(String path, String why, Exception cause) {
        return new UserError(
                "the result file cannot be written to " + path + ": " + why + "; name another by --result", cause);
    }

    /** A file system that renames in one go: the file appears whole. */
    private static void rename(FileContext files, Path target, byte[] bytes) throws IOException {
        Path temporary = target.suffix("." + ProcessHandle.current().pid() + ".tmp");
        try (OutputStream out = files.create(
                temporary,
                EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
                org.apache.hadoop.fs.Options.CreateOpts.createParent())) {
            out.write(bytes);
        }
        files.rename(temporary, target, Rename.OVERWRITE);
    }

    /** An object store: an object appears when its upload ends. */
    private static void put(FileSystem files, Path target, byte[] bytes) throws IOException {
        try (OutputStream out = files.create(target, true)) {
            out.write(bytes);
        }
    }
}
