package io.penstock.lake;

import io.penstock.base.Fault;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The paths of the data files that are there below a table's folder, of whatever version. */
record PresentFiles(Set<String> paths) {

    static PresentFiles of(Configuration configuration, Path table) {
        Set<String> paths = new HashSet<>();
        try {
            collect(table.getFileSystem(configuration), table, paths);
            return new PresentFiles(paths);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the files of " + table, e);
        }
    }

    /** The first by name of a version's files that is not there; empty if all are. */
    Optional<String> firstMissing(PinnedFiles version) {
        return version.files().stream()
                .map(file -> file.status().getPath().toUri().getPath())
                .filter(path -> !paths.contains(path))
                .sorted()
                .findFirst();
    }

    /** Not Hadoop's recursive listing: on a local disk that one starts a process for each file. */
    private static void collect(FileSystem system, Path folder, Set<String> paths) throws IOException {
        for (FileStatus child : system.listStatus(folder)) {
            if (!child.isDirectory()) {
                paths.add(child.getPath().toUri().getPath());
            } else if (!child.getPath().getName().startsWith("_")) {
                collect(system, child.getPath(), paths);
            }
        }
    }
}
