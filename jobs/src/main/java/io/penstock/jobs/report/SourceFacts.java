package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A source with its ledger.
 *
 * @param description may be empty
 * @param version newest; empty if nothing was published
 * @param batches in their order
 */
record SourceFacts(
        String name,
        String description,
        Optional<VersionFacts> version,
        List<BatchFacts> batches,
        List<CheckFacts> checks) {
    SourceFacts {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(version, "version");
        batches = List.copyOf(batches);
        checks = List.copyOf(checks);
    }

    public long read() {
        return sum(BatchFacts::read);
    }

    public long good() {
        return sum(BatchFacts::good);
    }

    public long quarantined() {
        return sum(BatchFacts::quarantined);
    }

    public long filtered() {
        return sum(BatchFacts::filtered);
    }

    public long blocked() {
        return sum(BatchFacts::blocked);
    }

    public List<BatchFacts> unpublished() {
        return batches.stream().filter(batch -> !batch.published()).toList();
    }

    private long sum(ToLongFunction<BatchFacts> count) {
        return batches.stream().mapToLong(count).sum();
    }
}
