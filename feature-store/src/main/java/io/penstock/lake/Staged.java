package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.validation.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Slices of a table that are written and not yet committed: what the gate reads, and the only thing that is published.
 *
 * <p>Nobody else sees its files before {@link Lake#publish} commits them; {@link #close} deletes those that were not.
 * Left behind by a killed process they are orphans, which never show.
 */
public final class Staged implements Candidate, AutoCloseable {

    private final Lake lake;
    private final Layout layout;
    private final List<String> slices;
    private final DeltaTransaction transaction;
    private boolean open = true;

    Staged(Lake lake, Layout layout, List<String> slices, DeltaTransaction transaction) {
        this.lake = lake;
        this.layout = layout;
        this.slices = slices;
        this.transaction = transaction;
    }

    @Override
    public String table() {
        return layout.table();
    }

    /** Exactly the rows of the written files, with all columns that the table has. */
    @Override
    public Dataset<Row> rows() {
        return transaction().written();
    }

    @Override
    public Optional<String> sliceColumn() {
        return layout.partition();
    }

    @Override
    public List<String> slices() {
        return slices;
    }

    /** Deletes what was written and not published; without effect once it was published. */
    @Override
    public void close() {
        if (open) {
            open = false;
            transaction.drop(Set.of());
        }
    }

    Layout layout() {
        return layout;
    }

    boolean isOf(Lake other) {
        return lake == other;
    }

    DeltaTransaction transaction() {
        if (!open) {
            throw new Fault("what was staged for " + table() + " is published or dropped already; stage it again");
        }
        return transaction;
    }

    /** From here on the files belong to the table, or may do so. */
    void handOver() {
        open = false;
    }
}
