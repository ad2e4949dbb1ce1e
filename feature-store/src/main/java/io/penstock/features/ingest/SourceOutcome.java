package io.penstock.features.ingest;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A source after ingest.
 *
 * @param version its table as it stands now; empty if nothing was ever published
 * @param changed batches that this run committed
 * @param batches every batch asked for, in that order
 * @param outdated batches of the table, asked for or not, that were made under another definition of the source
 */
public record SourceOutcome(
        String source,
        Optional<TableVersion> version,
        List<String> changed,
        List<BatchOutcome> batches,
        List<String> outdated,
        Duration took) {
    public SourceOutcome {
        requireNonNull(source, "source");
        requireNonNull(version, "version");
        changed = List.copyOf(changed);
        batches = List.copyOf(batches);
        outdated = List.copyOf(outdated);
        requireNonNull(took, "took");
    }

    /** The sum over the batches that this run read. */
    public Counts counts() {
        return batches.stream()
                .filter(batch -> batch.status() != BatchStatus.NOTHING_TO_DO)
                .map(BatchOutcome::counts)
                .reduce(Counts.NONE, Counts::plus);
    }

    public List<BatchOutcome> with(BatchStatus status) {
        return batches.stream().filter(batch -> batch.status() == status).toList();
    }
}
