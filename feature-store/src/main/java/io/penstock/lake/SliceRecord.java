package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the last commit about a slice said of it.
 *
 * @param slice the value of the table's partition column, {@link Layout#WHOLE} if it has none
 * @param rows rows in the slice; 0 for a slice that was built and is empty
 * @param hash order-free digest of the slice's content
 * @param version version of the table whose commit said so
 * @param runId run that made that commit
 * @param parents what that commit was made from
 * @param pins digest of the inputs that the slice was built from; empty if none were given
 * @param suite fingerprint of the checks that it passed
 * @param definitionHash definition that it was built by
 * @param details anything else that the commit kept for the slice
 */
public record SliceRecord(
        String slice,
        long rows,
        String hash,
        long version,
        String runId,
        List<TableVersion> parents,
        String pins,
        String suite,
        String definitionHash,
        Map<String, Object> details) {

    public SliceRecord {
        requireNonNull(slice, "slice");
        requireNonNull(hash, "hash");
        requireNonNull(runId, "runId");
        parents = List.copyOf(parents);
        requireNonNull(pins, "pins");
        requireNonNull(suite, "suite");
        requireNonNull(definitionHash, "definitionHash");
        requireNonNull(details, "details");
    }

    /** The version of a table that it was made from; empty if it was made from none. */
    public Optional<TableVersion> parent(String table) {
        return parents.stream().filter(parent -> parent.table().equals(table)).findFirst();
    }
}
