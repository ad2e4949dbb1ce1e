package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import java.time.Instant;

/**
 * The newest version of a table.
 *
 * @param commits versions in its history
 */
record VersionFacts(TableVersion version, long commits, Instant committedAt) {
    VersionFacts {
        requireNonNull(version, "version");
        requireNonNull(committedAt, "committedAt");
    }
}
