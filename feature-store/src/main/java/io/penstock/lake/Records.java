package io.penstock.lake;

import io.penstock.base.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Writes tables of records, which pass no gate, in Delta transactions. */
final class Records {

    /** The kinds of tables that pass no gate. */
    static final List<String> KINDS = List.of("meta", "monitoring", "quarantine");

    private final Lake lake;
    private final SparkSession spark;

    Records(Lake lake, SparkSession spark) {
        this.lake = lake;
        this.spark = spark;
    }

    static boolean isKind(String table) {
        return KINDS.contains(TableName.of(table).value().split("/", -1)[0]);
    }

    void replaceSlices(String table, String partition, Dataset<Row> rows, List<String> slices) {
        if (!isKind(table)) {
            throw new Fault(table + " is a product: only what a gate let pass can be published there");
        }
        Layout layout = new Layout(table, rows.schema(), Optional.of(partition));
        DeltaTransaction transaction = new Staging(lake, spark, layout).write(rows, slices);
        if (transaction.changesNothing()) {
            return;
        }
        try {
            transaction.replace(slices, Optional.empty());
        } catch (DeltaTransaction.LostRace e) {
            transaction.drop(Set.of());
            throw Fault.worthRetrying(
                    table + ": another writer replaced one of " + slices + " at the same time; nothing was written,"
                            + " run it again",
                    e);
        }
    }

    /** Makes a table without rows, unless another writer does so first. */
    void create(MetaTable table) {
        Layout layout = new Layout(table.table(), table.schema(), Optional.empty());
        try {
            DeltaTransaction.open(spark, lake.path(TableName.of(table.table())), layout, List.of(Layout.WHOLE))
                    .create();
        } catch (DeltaTransaction.LostRace e) {
            if (lake.latest(table.table()).isEmpty()) {
                throw Fault.worthRetrying(table.table() + " could not be created; run it again", e);
            }
        }
    }

    /** Adds the columns that an older table lacks, unless another writer does so first. */
    void widen(MetaTable table) {
        StructType missing = missing(table);
        try {
            if (!missing.isEmpty()) {
                spark.sql("ALTER TABLE delta.`" + lake.path(table.table()).replace("`", "``") + "` ADD COLUMNS ("
                        + missing.toDDL() + ")");
            }
        } catch (RuntimeException e) {
            if (!missing(table).isEmpty()) {
                throw Fault.worthRetrying(table.table() + " could not be given the columns " + missing.toDDL(), e);
            }
        }
    }

    private StructType missing(MetaTable table) {
        List<String> present =
                List.of(lake.read(lake.latest(table.table()).orElseThrow()).columns());
        return new StructType(Arrays.stream(table.schema().fields())
                .filter(field -> !present.contains(field.name()))
                .toArray(StructField[]::new));
    }
}
