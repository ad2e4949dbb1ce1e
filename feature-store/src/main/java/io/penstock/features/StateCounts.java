package io.penstock.features;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** How often each state of each view occurs in the rows of a frame, in one pass. */
final class StateCounts {
    private StateCounts() {}

    /**
     * Counts states.
     *
     * @param states columns of bytes below {@code kinds}, one a view
     * @return for each view its {@code kinds} counts, and last the number of rows
     */
    static long[] of(Dataset<Row> states, int kinds) {
        int views = states.columns().length;
        return states.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> List.of(count(rows, views, kinds)).iterator())
                .fold(new long[views * kinds + 1], StateCounts::plus);
    }

    private static long[] count(Iterator<InternalRow> rows, int views, int kinds) {
        long[] counts = new long[views * kinds + 1];
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            for (int view = 0; view < views; view++) {
                counts[view * kinds + row.getByte(view)]++;
            }
            counts[views * kinds]++;
        }
        return counts;
    }

    private static long[] plus(long[] one, long[] other) {
        long[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
