package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;

/**
 * What putting a table's files together came to.
 *
 * @param version the newest one afterwards
 * @param before files that the table had
 * @param after files that it has now; as many where it had too few to be worth the work
 */
public record Compacted(TableVersion version, long before, long after) {

    public Compacted {
        requireNonNull(version, "version");
    }
}
