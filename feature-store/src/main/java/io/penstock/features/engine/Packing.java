package io.penstock.features.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Buckets of keys and pieces of hot ones dealt out to partitions: the largest first, each to the partition with the fewest
 * rows so far, but never two pieces of one bucket to the same. Equal items give an equal result.
 */
final class Packing {
    private final long[] loads;
    private final Map<Integer, BitSet> taken = new HashMap<>();
    private final Map<Integer, Map<Integer, Integer>> partitions = new HashMap<>();

    /** A bucket of keys has no more pieces than there are partitions; one that is not cut has piece 0 alone. */
    record Item(int bucket, int piece, long rows) {}

    private Packing(int partitions) {
        loads = new long[partitions];
    }

    static Packing of(List<Item> items, int partitions) {
        Packing packing = new Packing(partitions);
        items.stream()
                .sorted(Comparator.comparingLong(Item::rows)
                        .reversed()
                        .thenComparingInt(Item::bucket)
                        .thenComparingInt(Item::piece))
                .forEach(packing::put);
        return packing;
    }

    private void put(Item item) {
        BitSet without = taken.computeIfAbsent(item.bucket(), b -> new BitSet());
        int best = without.nextClearBit(0);
        for (int i = best; i < loads.length; i = without.nextClearBit(i + 1)) {
            best = loads[i] < loads[best] ? i : best;
        }
        without.set(best);
        loads[best] += item.rows();
        partitions.computeIfAbsent(item.bucket(), b -> new HashMap<>()).put(item.piece(), best);
    }

    int partition(int bucket, int piece) {
        return partitions.get(bucket).get(piece);
    }

    /** The rows of the fullest partition. */
    long largest() {
        return Arrays.stream(loads).max().orElse(0);
    }
}
