package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the files of a feed lie: {@code path} relative to the project, with {@code {batch}} where batches are cut;
 * {@code nulls} are the texts that mean null besides the empty one.
 */
public record Files(String path, Format format, List<String> nulls) {
    public Files {
        requireNonNull(path, "path");
        requireNonNull(format, "format");
        nulls = List.copyOf(nulls);
    }
}
