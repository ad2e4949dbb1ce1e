package io.penstock.jobs.diff;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import java.util.List;
import java.util.Optional;

/**
 * What two versions of a table differ in.
 *
 * <p>Rows are the same where all their columns are: null equals null, NaN equals NaN, 0.0 equals -0.0. Of those that are
 * not, two with the same key are one changed row; several rows of one key are paired in the order of their values. A
 * column that only one of the versions has is no change of a row; it stands in {@code schema}.
 *
 * @param key the columns that name a row; empty where none are known, and rows are only added and removed
 * @param schema the columns that differ, in words
 * @param equalSlices how many slices were not read, for their commits say that they are equal
 * @param slices the slices that were read, with the rows that differ
 * @param columns the columns that changed in some row, most often changed first
 * @param rows some of the rows: the greatest change of a number first, then other changes, then removed, then added
 */
public record TableDiff(
        TableVersion before,
        TableVersion after,
        List<String> key,
        List<String> schema,
        int equalSlices,
        List<Slice> slices,
        List<Changed> columns,
        List<Difference> rows) {

    public TableDiff {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        key = List.copyOf(key);
        schema = List.copyOf(schema);
        slices = List.copyOf(slices);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The rows of a slice that differ. */
    public record Slice(String name, long added, long removed, long changed) {}

    /** A column that changed in so many rows; the greatest difference is there for numbers only. */
    public record Changed(String column, long rows, Optional<Double> greatest) {}

    /**
     * A row that differs.
     *
     * @param key the texts of its key, in the order of the key
     * @param what {@code changed}, {@code removed} or {@code added}
     * @param column the column whose number changed most, else the first that changed; empty if none did
     * @param before its value as text; empty for null
     */
    public record Difference(
            String slice,
            List<Optional<String>> key,
            String what,
            Optional<String> column,
            Optional<String> before,
            Optional<String> after,
            Optional<Double> difference) {}

    /** Rows that only the later version has. */
    public long added() {
        return slices.stream().mapToLong(Slice::added).sum();
    }

    /** Rows that only the earlier version has. */
    public long removed() {
        return slices.stream().mapToLong(Slice::removed).sum();
    }

    /** Rows whose key both have, with other values. */
    public long changed() {
        return slices.stream().mapToLong(Slice::changed).sum();
    }

    /**
     * Compares two versions; reads only slices whose hashes differ.
     *
     * @param keys the columns that name a row
     * @param limit how many rows to name
     */
    public static TableDiff between(Lake lake, TableVersion before, TableVersion after, DiffKeys keys, int limit) {
        if (!before.table().equals(after.table())) {
            throw new UserError(before + " and " + after + " are versions of two tables; name two versions of one");
        }
        SliceChanges slices = SliceChanges.between(lake, before, after);
        if (before.equals(after)) {
            return new TableDiff(before, after, List.of(), List.of(), slices.equal(), List.of(), List.of(), List.of());
        }
        DiffColumns columns =
                DiffColumns.of(lake.read(before).schema(), lake.read(after).schema(), lake.sliceColumn(after), keys);
        RowChanges.Found found = slices.differing().isEmpty()
                ? RowChanges.Found.NONE
                : RowChanges.between(lake, before, after, columns, slices.differing(), limit);
        return new TableDiff(
                before,
                after,
                columns.named(),
                columns.schema(),
                slices.equal(),
                found.slices(slices.differing()),
                found.columns(),
                found.rows());
    }
}
