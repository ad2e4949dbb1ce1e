package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One commit of a table's history.
 *
 * <p>A commit that this lake did not make (OPTIMIZE, another writer) has no run, no parents and no slices.
 *
 * @param operation Delta's name for it, such as {@code WRITE} or {@code OPTIMIZE}
 * @param slices the slices that this commit decided, by name
 * @param anew whether the table begins anew with this commit: it holds no slice that an earlier one decided
 */
public record CommitRecord(
        TableVersion version,
        Instant committedAt,
        String operation,
        Optional<Run> run,
        List<TableVersion> parents,
        String definitionHash,
        String suite,
        Map<String, SliceRecord> slices,
        boolean anew,
        Map<String, Object> details) {

    public CommitRecord {
        requireNonNull(version, "version");
        requireNonNull(committedAt, "committedAt");
        requireNonNull(operation, "operation");
        requireNonNull(run, "run");
        requireNonNull(definitionHash, "definitionHash");
        requireNonNull(suite, "suite");
        parents = List.copyOf(parents);
        requireNonNull(slices, "slices");
        requireNonNull(details, "details");
    }
}
