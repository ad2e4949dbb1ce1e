package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A feature view and its table.
 *
 * @param description may be empty
 * @param rhythm when it is refreshed, readable and stale, in words
 * @param version newest; empty if nothing was published, as always for an exact view
 * @param days published days in order
 */
record ViewFacts(
        String name,
        String description,
        String entity,
        String source,
        String rhythm,
        Optional<VersionFacts> version,
        List<DayRows> days,
        List<FeatureFacts> features,
        List<CheckFacts> checks) {
    ViewFacts {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(entity, "entity");
        requireNonNull(source, "source");
        requireNonNull(rhythm, "rhythm");
        requireNonNull(version, "version");
        days = List.copyOf(days);
        features = List.copyOf(features);
        checks = List.copyOf(checks);
    }

    public long rows() {
        return days.stream().mapToLong(DayRows::rows).sum();
    }
}
