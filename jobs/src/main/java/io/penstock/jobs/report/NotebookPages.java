package io.penstock.jobs.report;

import io.penstock.base.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Pages of executed notebooks that lie beside a report, as {@code bin/notebooks --run} leaves them. */
final class NotebookPages {
    static final String FOLDER = "notebooks";
    private static final String SUFFIX = ".html";

    private NotebookPages() {}

    /** @param name of the notebook, such as {@code 1-explore-features} */
    record Link(String file, String name) {}

    /** Those there are, by name; none where there is no such folder. */
    static List<Link> beside(Path report) {
        Path folder = report.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .map(name -> new Link(FOLDER + "/" + name, name.substring(0, name.length() - SUFFIX.length())))
                    .toList();
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list the notebooks' pages in " + folder, e);
        }
    }
}
