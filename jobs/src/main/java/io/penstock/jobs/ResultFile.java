package io.penstock.jobs;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
        } catch (IOException | IllegalArgumentException e) {
            throw new Fault("cannot write the result file " + path + ": " + e.getMessage(), e);
        }
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
