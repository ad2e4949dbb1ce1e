package io.penstock.lake;

import io.delta.tables.DeltaTable;
import io.penstock.base.Fault;
import io.penstock.base.UserError;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Puts the many small files of a table of records together, by Delta's OPTIMIZE. Its commit changes no data and says so:
 * what is known of the table's slices stays true, and writers that append meanwhile land before or after it.
 */
final class Compaction {

    /** Fewer files are read as quickly as one. */
    static final int WORTH = 8;

    private final Lake lake;
    private final SparkSession spark;

    Compaction(Lake lake, SparkSession spark) {
        this.lake = lake;
        this.spark = spark;
    }

    Compacted run(String table) {
        if (!Records.isKind(table)) {
            throw new UserError(table
                    + " has nothing to put together: a slice of a product is written in as many files as it"
                    + " should have; optimize is for tables of records (" + String.join(", ", Records.KINDS) + ")");
        }
        long before = lake.fileCount(lake.at(table));
        if (before < WORTH) {
            return new Compacted(lake.at(table), before, before);
        }
        try {
            Row metrics = DeltaTable.forPath(spark, lake.path(table))
                    .optimize()
                    .executeCompaction()
                    .select("metrics.numFilesAdded", "metrics.numFilesRemoved")
                    .first();
            return new Compacted(lake.at(table), before, before + metrics.getLong(0) - metrics.getLong(1));
        } catch (RuntimeException e) {
            throw Fault.worthRetrying("cannot put the files of " + table + " together; its rows are as they were", e);
        }
    }
}
