package io.penstock.training;

import java.util.List;

/**
 * How rows were laid before the trees: with equal rows and equal placement, training gives equal bytes.
 *
 * @param method {@code xxhash64(key)}: partition by the hash of the key columns, sorted inside by hash, key, label,
 *     features
 * @param key the columns
 * @param workers partitions, one a training task
 * @param threads of each worker
 * @param device {@code cpu} or {@code cuda}
 */
public record Placement(String method, List<String> key, int workers, int threads, String device) {
    public Placement {
        key = List.copyOf(key);
    }
}
