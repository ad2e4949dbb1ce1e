package io.penstock.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Delta's log on the local file system, safe under any number of processes.
 *
 * <p>A commit is written to a hidden file beside its target, forced to the disk, and hard-linked to its name: the link
 * fails if the name is taken, and a reader sees all of a commit or nothing. Delta's own stores check and then rename,
 * which loses commits when two processes meet. Works with Delta and with its kernel. A killed writer leaves a hidden
 * file, which is swept after a day.
 */
public final class HardLinkLogStore extends HadoopFileSystemLogStore {

    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    public HardLinkLogStore(Configuration configuration) {
        super(configuration);
    }

    /**
     * Creates a file of the log, or replaces it.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is there already and must not be replaced
     */
    @Override
    public void write(
            org.apache.hadoop.fs.Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        Path target = Path.of(path.toUri().getPath());
        Path folder = target.getParent();
        if (!Files.isDirectory(folder)) {
            throw new FileNotFoundException("there is no folder " + folder + " to write " + target.getFileName());
        }
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeForced(temporary, actions);
            if (overwrite) {
                replace(temporary, target);
                sweep(folder);
            } else {
                Files.createLink(target, temporary);
            }
            force(folder);
        } catch (UnsupportedOperationException e) {
            throw new IOException(folder + " lies on a file system without hard links, where no commit is safe", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Commits never are; but a checkpoint is not written by this class, and true makes Delta rename it into place. */
    @Override
    public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration configuration) {
        return true;
    }

    private static void writeForced(Path file, Iterator<String> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (lines.hasNext()) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.next() + "\n");
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
    }

    /** Hadoop checks a file against the sidecar it finds, so one of an older content must be gone first. */
    private static void replace(Path temporary, Path target) throws IOException {
        Files.deleteIfExists(target.resolveSibling("." + target.getFileName() + ".crc"));
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system opens a folder; the commit stands, and only a power cut could undo it.
        }
    }

    private static void sweep(Path folder) throws IOException {
        Instant oldest = Instant.now().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> abandoned = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path file : abandoned) {
                sweep(file, oldest);
            }
        }
    }

    private static void sweep(Path file, Instant oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Its writer, at work at this very moment, was done with it.
        }
    }
}
