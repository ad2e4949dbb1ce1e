package io.penstock.features.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * A feed after ingest: what became of each batch in each source.
 *
 * @param filesRead each once, whatever the number of sources
 * @param reading time until all rows were read and typed, once for all sources
 */
public record IngestOutcome(String feed, List<SourceOutcome> sources, int filesRead, long bytesRead, Duration reading) {
    public IngestOutcome {
        requireNonNull(feed, "feed");
        sources = List.copyOf(sources);
        requireNonNull(reading, "reading");
    }

    /** Whether any batch of any source has this status. */
    public boolean any(BatchStatus status) {
        return sources.stream().anyMatch(source -> !source.with(status).isEmpty());
    }

    /** Whether there was nothing to do in any source: every batch is as it was. */
    public boolean nothingToDo() {
        return sources.stream()
                .flatMap(source -> source.batches().stream())
                .allMatch(batch -> batch.status() == BatchStatus.NOTHING_TO_DO);
    }
}
