package io.penstock.validation;

import static java.util.Objects.requireNonNull;

/**
 * What a slice holds: its number of rows and an order-free hash of them. Two slices with equal hash hold the same rows,
 * however they are ordered or partitioned.
 */
public record SliceContent(long rows, String hash) {
    public SliceContent {
        requireNonNull(hash, "hash");
    }
}
