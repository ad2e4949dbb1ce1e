package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The distribution of one column. Counts are lists over {@link Bins#labels()}: value bins first, then {@code other},
 * {@code new}, {@code not_finite} (NaN and infinities) and {@code null}.
 *
 * @param moments of the finite values; empty for categories and when there is no value
 * @param counts of all rows
 * @param days the counts of each day (ISO date); rows without a day are in {@code counts} only
 */
public record ColumnProfile(
        String name, Bins bins, Optional<Moments> moments, List<Long> counts, Map<String, List<Long>> days) {
    public ColumnProfile {
        requireNonNull(name, "name");
        requireNonNull(bins, "bins");
        requireNonNull(moments, "moments");
        counts = List.copyOf(counts);
        days = Collections.unmodifiableMap(new TreeMap<>(days));
    }

    public long nulls() {
        return counts.get(bins.nullBin());
    }

    public long notFinite() {
        return counts.get(bins.notFiniteBin());
    }

    /** Exact over the finite values and rounded once; the deviation is the population's. */
    public record Moments(double min, double max, double mean, double stddev) {}
}
