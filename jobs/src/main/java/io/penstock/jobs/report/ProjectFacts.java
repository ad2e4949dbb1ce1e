package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose report it is.
 *
 * @param description may be empty
 * @param owner may be empty
 * @param asOf end of the newest day that a run was asked for; empty before the first run
 */
record ProjectFacts(String name, String description, String owner, String lake, Optional<Instant> asOf) {
    ProjectFacts {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(owner, "owner");
        requireNonNull(lake, "lake");
        requireNonNull(asOf, "asOf");
    }
}
