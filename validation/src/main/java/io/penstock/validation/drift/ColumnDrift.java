package io.penstock.validation.drift;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one column of a window compares with its reference by one method.
 *
 * @param score how far apart; empty where there is nothing to compare
 * @param limit that a score may reach
 * @param noise empty where the reference is too short for blocks
 * @param counts of the window, over the bins of the reference; none where one of the two has no such column
 * @param reason why there is no verdict; empty where there is one
 */
public record ColumnDrift(
        String column,
        Method method,
        OptionalDouble score,
        double limit,
        Optional<Noise> noise,
        List<Long> counts,
        Level level,
        Optional<String> reason) {
    public ColumnDrift {
        requireNonNull(column, "column");
        requireNonNull(method, "method");
        requireNonNull(score, "score");
        requireNonNull(noise, "noise");
        counts = List.copyOf(counts);
        requireNonNull(level, "level");
        requireNonNull(reason, "reason");
    }

    /** Rows in the window. */
    public long rows() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The share of nulls in the window, which is no part of the shape; empty without rows. */
    public OptionalDouble nullShare() {
        return rows() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counts.get(counts.size() - 1) / rows());
    }

    /** The same score without its verdict. */
    public ColumnDrift undecided(Level instead, String why) {
        return new ColumnDrift(column, method, score, limit, noise, counts, instead, Optional.of(why));
    }

    ColumnDrift with(Noise corrected, double falseDiscoveries) {
        Level again = Level.of(score.orElseThrow(), limit, corrected, falseDiscoveries);
        return new ColumnDrift(column, method, score, limit, Optional.of(corrected), counts, again, reason);
    }

    ColumnDrift moderated(double variances, int columns) {
        Noise own = noise.orElseThrow();
        return with(own.withP(own.unrest().pValue(method.evened(score.orElseThrow()), variances, columns)), 0);
    }

    /** The p value of drift beyond the limit: 1 within it. */
    double pBeyondLimit() {
        return score.orElseThrow() <= limit ? 1 : noise.orElseThrow().pValue();
    }

    /** A column that one of the two sides does not have. */
    public static ColumnDrift unknown(String column, Method method, double limit, String reason) {
        return new ColumnDrift(
                column,
                method,
                OptionalDouble.empty(),
                limit,
                Optional.empty(),
                List.of(),
                Level.NOT_EVALUATED,
                Optional.of(reason));
    }
}
