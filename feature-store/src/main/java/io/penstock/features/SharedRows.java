package io.penstock.features;

import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that several jobs read: planned once, the shuffles beneath them written once.
 *
 * <p>Spark's own cache of a Dataset sorts every value into columns, which costs more than most plans do.
 */
public final class SharedRows {

    private final Dataset<Row> rows;
    private final Optional<RDD<InternalRow>> kept;

    private SharedRows(Dataset<Row> plan, RDD<InternalRow> rows, Optional<RDD<InternalRow>> kept) {
        this.rows = plan.sparkSession().internalCreateDataFrame(rows, plan.schema(), false);
        this.kept = kept;
    }

    /** Each job runs what stands behind the last shuffle again. */
    public static SharedRows of(Dataset<Row> plan) {
        return new SharedRows(plan, plan.queryExecution().toRdd(), Optional.empty());
    }

    /** The first job keeps the rows, as bytes; to be let go by {@link #forget}. */
    public static SharedRows kept(Dataset<Row> plan) {
        RDD<InternalRow> kept = plan.queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(InternalRow::copy)
                .persist(StorageLevel.MEMORY_AND_DISK_SER())
                .rdd();
        return new SharedRows(plan, kept, Optional.of(kept));
    }

    /** The rows, with the plan's columns. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** Lets kept rows go. */
    public void forget() {
        kept.ifPresent(rdd -> rdd.unpersist(false));
    }
}
