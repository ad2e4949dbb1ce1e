package io.penstock.validation.drift;

import java.util.Locale;

/**
 * How far two histograms of one column lie apart.
 *
 * <p>Counts are those of a {@link io.penstock.validation.ColumnProfile}: nulls come last. The shape is all bins but the nulls'
 * ({@code new} and {@code other} are bins of it); a share of the shape is {@code (count + 0.5) / (sum + 0.5 k)} over the k
 * bins that are not empty on both sides, so that a bin empty on one side has no infinite weight.
 */
public enum Method {
    /** Population stability index: the sum of {@code (q - p) ln(q / p)}; 0 for equal shapes, without bound. */
    PSI {
        @Override
        double term(double p, double q) {
            return (q - p) * Math.log(q / p);
        }

        @Override
        double evened(double score) {
            return Math.sqrt(Math.sqrt(score));
        }
    },

    /** Jensen-Shannon distance: the root of the divergence in bits; 0 for equal shapes, at most 1. */
    JS {
        @Override
        double term(double p, double q) {
            double middle = (p + q) / 2;
            return (p * Math.log(p / middle) + q * Math.log(q / middle)) / (2 * Math.log(2));
        }

        @Override
        double whole(double sum) {
            return Math.sqrt(Math.max(sum, 0));
        }
    },

    /** By how much the share of nulls differs; 0 to 1. */
    NULL_SHARE {
        @Override
        boolean sees(long[] counts) {
            return sum(counts) > 0;
        }

        @Override
        double between(long[] reference, long[] window) {
            return Math.abs(nullShare(window) - nullShare(reference));
        }
    };

    private static final double SMOOTHING = 0.5;

    /** What one bin adds. */
    double term(double p, double q) {
        throw new IllegalStateException(this + " has no terms");
    }

    double whole(double sum) {
        return sum;
    }

    /** A power of a score that scatters evenly to both sides: PSI is about a sum of squares, whose fourth root does. */
    double evened(double score) {
        return Math.sqrt(score);
    }

    /** Whether counts hold what this method compares: a shape needs a row that is not null. */
    boolean sees(long[] counts) {
        return sum(counts) > counts[counts.length - 1];
    }

    /** How far two histograms over the same bins lie apart; both must be seen. */
    double between(long[] reference, long[] window) {
        int bins = 0;
        long rows = 0;
        long others = 0;
        for (int bin = 0; bin < reference.length - 1; bin++) {
            bins += reference[bin] + window[bin] > 0 ? 1 : 0;
            rows += reference[bin];
            others += window[bin];
        }
        double sum = 0;
        for (int bin = 0; bin < reference.length - 1; bin++) {
            if (reference[bin] + window[bin] > 0) {
                double p = (reference[bin] + SMOOTHING) / (rows + SMOOTHING * bins);
                double q = (window[bin] + SMOOTHING) / (others + SMOOTHING * bins);
                sum += term(p, q);
            }
        }
        return whole(sum);
    }

    /** The share of nulls among all rows; NaN without rows. */
    static double nullShare(long[] counts) {
        return (double) counts[counts.length - 1] / sum(counts);
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** As stored in tables: lower case. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
