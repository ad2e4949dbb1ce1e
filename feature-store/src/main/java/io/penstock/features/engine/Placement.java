package io.penstock.features.engine;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * To which partitions each row of an exchange goes: to that of its bucket of keys, or to those of the pieces it matters for.
 *
 * @param numbers for each partition a number that Spark's hash sends there
 * @param partitions of each bucket that is whole
 * @param hot the pieces of each bucket that is split, else null
 */
record Placement(KeyBuckets buckets, int[] numbers, int[] partitions, Pieces[] hot, List<Carry> carries)
        implements Serializable {
    private static final String PLACE = "place";
    private static final int SPARK_SEED = 42;

    static int[] numbers(int partitions) {
        int[] numbers = new int[partitions];
        int found = 0;
        boolean[] has = new boolean[partitions];
        for (int number = 0; found < partitions; number++) {
            int partition = partition(number, partitions);
            if (!has[partition]) {
                has[partition] = true;
                numbers[partition] = number;
                found++;
            }
        }
        return numbers;
    }

    /** In which partition a row lies that {@link #exchange} gave. */
    int partitionOf(InternalRow row) {
        return partition(row.getInt(row.numFields() - 1), numbers.length);
    }

    private static int partition(int number, int partitions) {
        return Math.floorMod(Murmur3_x86_32.hashInt(number, SPARK_SEED), partitions);
    }

    /** Of a hot bucket; {@code columns} is the number of columns of a row. */
    Handover handover(int bucket, int columns) {
        return new Handover(hot[bucket], carries, buckets.keyFields(), columns);
    }

    /** The rows in their partitions, those that are carried over a border once for each piece; one column is added. */
    Dataset<Row> exchange(Dataset<Row> union) {
        Dataset<Row> placed = union.withColumn(PLACE, functions.lit(0));
        JavaRDD<InternalRow> rows =
                placed.queryExecution().toRdd().toJavaRDD().mapPartitions(each -> new PlacedRows(this, each));
        return union.sparkSession()
                .internalCreateDataFrame(rows.rdd(), placed.schema(), false)
                .repartition(numbers.length, functions.col(PLACE));
    }
}
