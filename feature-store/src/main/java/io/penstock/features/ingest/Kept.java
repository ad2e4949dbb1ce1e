package io.penstock.features.ingest;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows computed once, by the first action on them, and kept in memory, or on disk where it is short, until closed.
 *
 * <p>Unlike {@code persist} it cuts the plan: what is asked of the rows later is planned from a leaf, not from all that led
 * to them. With a hundred expressions behind the rows and a dozen questions, planning is what costs.
 */
record Kept(Dataset<Row> rows, JavaRDD<InternalRow> stored) implements AutoCloseable {

    static Kept of(Dataset<Row> computed) {
        JavaRDD<InternalRow> stored = computed.queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(InternalRow::copy)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new Kept(
                computed.sparkSession().internalCreateDataFrame(stored.rdd(), computed.schema(), false), stored);
    }

    @Override
    public void close() {
        stored.unpersist(false);
    }
}
