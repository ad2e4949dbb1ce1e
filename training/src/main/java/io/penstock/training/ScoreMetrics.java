package io.penstock.training;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Computes every {@link Metric} of a {@link ScoreTable} exactly, and its interval over resampled days. */
final class ScoreMetrics {
    private static final int RESAMPLES = 200;
    private static final int ECE_BINS = 10;
    private static final double CLIP = 1e-15;

    private final ScoreTable table;
    private final double[] lossOfOne;
    private final double[] lossOfZero;

    private ScoreMetrics(ScoreTable table) {
        this.table = table;
        this.lossOfOne = new double[table.size()];
        this.lossOfZero = new double[table.size()];
        for (int i = 0; i < table.size(); i++) {
            lossOfOne[i] = lossOfOne(table.score()[i]);
            lossOfZero[i] = lossOfZero(table.score()[i]);
        }
    }

    /** The log loss of a row with label 1. */
    static double lossOfOne(double score) {
        return -Math.log(clipped(score));
    }

    /** The log loss of a row with label 0. */
    static double lossOfZero(double score) {
        return -Math.log1p(-clipped(score));
    }

    private static double clipped(double score) {
        return Math.min(Math.max(score, CLIP), 1 - CLIP);
    }

    /** All metrics; the seed settles which days are drawn. */
    static Metrics of(ScoreTable table, long seed) {
        ScoreMetrics metrics = new ScoreMetrics(table);
        Sums all = metrics.sum(table.eachDayOnce());
        EnumMap<Metric, double[]> drawn = metrics.resample(seed);
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double value = all.value(metric);
            double[] values = drawn.get(metric);
            estimates.put(metric, values.length == 0 ? Estimate.exactly(value) : interval(value, values));
        }
        return new Metrics(all.positives + all.negatives, all.positives, estimates);
    }

    /** One metric without an interval. */
    static double value(ScoreTable table, Metric metric) {
        return new ScoreMetrics(table).sum(table.eachDayOnce()).value(metric);
    }

    private EnumMap<Metric, double[]> resample(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[Metric.values().length][RESAMPLES];
        int drawn = 0;
        for (int i = 0; i < RESAMPLES && table.days() > 1; i++) {
            int[] weights = new int[table.days()];
            for (int day = 0; day < weights.length; day++) {
                weights[random.nextInt(weights.length)]++;
            }
            Sums sums = sum(weights);
            if (sums.positives > 0 && sums.negatives > 0) {
                for (Metric metric : Metric.values()) {
                    values[metric.ordinal()][drawn] = sums.value(metric);
                }
                drawn++;
            }
        }
        EnumMap<Metric, double[]> result = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            result.put(metric, java.util.Arrays.copyOf(values[metric.ordinal()], drawn));
        }
        return result;
    }

    private static Estimate interval(double value, double[] drawn) {
        java.util.Arrays.sort(drawn);
        return new Estimate(value, quantile(drawn, 0.025), quantile(drawn, 0.975));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** One walk by falling score; entries of equal score are taken together, so that ties count half. */
    private Sums sum(int[] weights) {
        Sums sums = new Sums();
        int i = 0;
        while (i < table.size()) {
            double score = table.score()[i];
            long ones = 0;
            long zeros = 0;
            for (; i < table.size() && table.score()[i] == score; i++) {
                long weight = weights[table.day()[i]];
                ones += weight * table.positives()[i];
                zeros += weight * table.negatives()[i];
                sums.loss += weight * (table.positives()[i] * lossOfOne[i] + table.negatives()[i] * lossOfZero[i]);
            }
            sums.add(score, ones, zeros);
        }
        return sums;
    }

    private static final class Sums {
        private long positives;
        private long negatives;
        private long twiceOrdered;
        private double precision;
        private double loss;
        private double squares;
        private final double[] binScores = new double[ECE_BINS];
        private final long[] binOnes = new long[ECE_BINS];

        void add(double score, long ones, long zeros) {
            twiceOrdered += zeros * (2 * positives + ones);
            positives += ones;
            negatives += zeros;
            if (ones > 0) {
                precision += ones * ((double) positives / (positives + negatives));
            }
            squares += ones * (1 - score) * (1 - score) + zeros * score * score;
            int bin = Math.min((int) (score * ECE_BINS), ECE_BINS - 1);
            binScores[bin] += (ones + zeros) * score;
            binOnes[bin] += ones;
        }

        double value(Metric metric) {
            double rows = positives + negatives;
            return switch (metric) {
                case AUC -> twiceOrdered / (2.0 * positives * negatives);
                case PR_AUC -> precision / positives;
                case LOGLOSS -> loss / rows;
                case BRIER -> squares / rows;
                case ECE -> calibrationError() / rows;
            };
        }

        private double calibrationError() {
            double error = 0;
            for (int bin = 0; bin < ECE_BINS; bin++) {
                error += Math.abs(binScores[bin] - binOnes[bin]);
            }
            return error;
        }
    }
}
