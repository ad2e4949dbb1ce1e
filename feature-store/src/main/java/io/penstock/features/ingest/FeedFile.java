package io.penstock.features.ingest;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A file of a batch, found and hashed.
 *
 * @param path as declared, with the batch put in: what users see
 * @param uri where it really lies
 * @param modified the storage's time of its last change, in milliseconds
 */
record FeedFile(String batch, String path, String uri, long bytes, long modified, String sha256)
        implements Serializable {
    FeedFile {
        requireNonNull(batch, "batch");
        requireNonNull(path, "path");
        requireNonNull(uri, "uri");
        requireNonNull(sha256, "sha256");
    }
}
