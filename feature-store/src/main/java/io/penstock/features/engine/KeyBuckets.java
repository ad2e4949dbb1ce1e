package io.penstock.features.engine;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/** Keys by their hash, in so many buckets that the cold ones can be dealt out evenly; how many rows each has, and when. */
record KeyBuckets(int keyFields, int count) implements Serializable {
    private static final int SEED = 42;
    private static final int FOR_EACH_PARTITION = 64;
    private static final int CELLS_FOR_EACH_PARTITION = 32;
    private static final int LEAST = 1024;

    static KeyBuckets of(int keyFields, int partitions) {
        int wanted = Math.max(LEAST, FOR_EACH_PARTITION * partitions);
        return new KeyBuckets(keyFields, Integer.highestOneBit(2 * wanted - 1));
    }

    /** Queries with a null in their key are not together, so their moments spread them. */
    int of(InternalRow row) {
        int hash = row.getInt(UnionRow.TAG) == UnionRow.QUERY_WITHOUT_KEY
                ? Murmur3_x86_32.hashLong(UnionRow.event(row), SEED)
                : ((UnsafeRow) row.getStruct(UnionRow.KEY, keyFields)).hashCode();
        return hash & count - 1;
    }

    long[] rows(JavaRDD<InternalRow> union) {
        return union.treeAggregate(
                new long[count],
                (rows, row) -> {
                    rows[of(row)]++;
                    return rows;
                },
                KeyBuckets::sum);
    }

    private static long[] sum(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += b[i];
        }
        return a;
    }

    Map<Integer, TimeCounts> times(JavaRDD<InternalRow> union, List<Integer> hot, int views, int partitions) {
        int cells = Math.max(LEAST, CELLS_FOR_EACH_PARTITION * partitions);
        HashMap<Integer, TimeCounts> none = new HashMap<>();
        hot.forEach(bucket -> none.put(bucket, new TimeCounts(views, cells)));
        return union.treeAggregate(
                none,
                (times, row) -> {
                    TimeCounts counts = times.get(of(row));
                    if (counts != null) {
                        counts.add(row);
                    }
                    return times;
                },
                (a, b) -> {
                    a.replaceAll((bucket, counts) -> counts.merge(b.get(bucket)));
                    return a;
                });
    }
}
