package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** The rows of {@code meta/models} in a lake; those of a version are read once. */
final class LakeLedger implements ModelRegistry.Ledger {
    private final Lake lake;
    private Read last = new Read(Optional.empty(), List.of());

    private record Read(Optional<TableVersion> version, List<Row> rows) {}

    LakeLedger(Lake lake) {
        this.lake = requireNonNull(lake, "lake");
    }

    @Override
    public synchronized List<Row> read() {
        // Asked for before reading: rows that come between are then read again, never missed.
        Optional<TableVersion> newest = lake.latest(MetaTable.MODELS.table());
        if (!newest.equals(last.version())) {
            last = new Read(newest, lake.readRecords(MetaTable.MODELS).collectAsList());
        }
        return last.rows();
    }

    @Override
    public List<Row> decide(UnaryOperator<List<Row>> decision) {
        return lake.decide(MetaTable.MODELS, decision);
    }
}
