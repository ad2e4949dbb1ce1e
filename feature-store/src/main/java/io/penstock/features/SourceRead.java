package io.penstock.features;

import io.penstock.base.TableVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a step reads of a source: one pinned version and the batches that its span of time needs.
 *
 * @param version the pinned version; empty if nothing was ever ingested
 * @param batches the needed batches, in order; {@code all} for a feed that has no batches
 * @param missing those of them that are not in that version
 */
public record SourceRead(
        Source source, Optional<TableVersion> version, List<String> batches, List<MissingInput> missing) {

    public SourceRead {
        batches = List.copyOf(batches);
        missing = List.copyOf(missing);
    }
}
