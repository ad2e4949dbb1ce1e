package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a slice holds: its number of rows and an order-free hash of them. Two slices with equal hash hold the same rows,
 * however they are ordered or partitioned.
 */
public record SliceContent(long rows, String hash) {
    public SliceContent {
        requireNonNull(hash, "hash");
    }

    /** The content of all rows of a frame, in one scan; a column {@code run_id} does not count. */
    public static SliceContent of(Dataset<Row> rows) {
        ContentHash hash = ContentHash.of(rows.schema());
        SliceScan scan = new SliceScan();
        var count = scan.tally(CheckTallies.Scoped.rows(scan));
        var hashes = hash.addTo(scan);
        Tally[] found = scan.run("the frame", rows, Optional.empty(), List.of(Candidate.ALL))
                .get(Candidate.ALL);
        return hash.content(count.in(found).rows(), hashes.in(found));
    }
}
