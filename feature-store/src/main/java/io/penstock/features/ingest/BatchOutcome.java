package io.penstock.features.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A batch in a source after ingest.
 *
 * @param counts of a batch with nothing to do: those of the run that published it
 * @param reasons why it is blocked or missing; else empty
 * @param refusals why single rows are in quarantine, a sentence for each check with their number
 * @param warnings what to look at although it passed: new columns, checks of severity warn
 */
public record BatchOutcome(
        String batch,
        BatchStatus status,
        Counts counts,
        List<String> reasons,
        List<String> refusals,
        List<String> warnings) {
    public BatchOutcome {
        requireNonNull(batch, "batch");
        requireNonNull(status, "status");
        requireNonNull(counts, "counts");
        reasons = List.copyOf(reasons);
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }
}
