package io.penstock.validation;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that want to be published, and what they are.
 *
 * <p>{@link #rows()} gives the same rows at every call: the gate may read them more than once (once for everything, once
 * more for a {@code unique} that does not hold). Lake's staged slices implement it over files already written.
 */
public interface Candidate {
    /** The single slice of a candidate without a slice column. */
    String ALL = "all";

    /** The table they want to enter, such as {@code features/origin_congestion}. */
    String table();

    Dataset<Row> rows();

    /** The column that tells a row's slice; empty: the single slice is {@link #ALL}. */
    Optional<String> sliceColumn();

    /** The expected slices as text, also those without rows; a row of any other slice is a fault. */
    List<String> slices();
}
