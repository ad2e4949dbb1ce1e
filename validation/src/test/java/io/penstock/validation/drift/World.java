package io.penstock.validation.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up process of which the truth is known: columns of normal values whose level wanders from day to day.
 *
 * @param name as printed
 * @param columns how many
 * @param memory correlation of a day's level with that of the day before (AR(1)); above 1, every column has its own between
 *     0 and 0.9
 * @param shared share of the level's variance that all columns have in common
 * @param season half the yearly swing of every level, in standard deviations of a row
 */
record World(String name, int columns, double memory, double shared, double season) {
    static final int BINS = 10;
    private static final int ROWS = 300;
    private static final double UNREST = 0.5;
    private static final double[] EDGES = {-1.28, -0.84, -0.52, -0.25, 0, 0.25, 0.52, 0.84, 1.28};

    /** The levels of so many days, by column; all variances are alike, so that unchanged means unchanged. */
    double[][] levels(Random random, int days) {
        double[] common = wander(random, days, memory > 1 ? 0.7 : memory);
        double[][] levels = new double[columns][];
        for (int column = 0; column < columns; column++) {
            double[] own = wander(random, days, memory > 1 ? 0.9 * column / Math.max(1, columns - 1) : memory);
            for (int day = 0; day < days; day++) {
                own[day] = UNREST * (Math.sqrt(shared) * common[day] + Math.sqrt(1 - shared) * own[day])
                        + season * Math.sin(2 * Math.PI * day / 365);
            }
            levels[column] = own;
        }
        return levels;
    }

    private static double[] wander(Random random, int days, double memory) {
        double[] level = new double[days];
        double now = random.nextGaussian();
        for (int day = 0; day < days; day++) {
            now = memory * now + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            level[day] = now;
        }
        return level;
    }

    /** Rows by bin on each day from one to another, each level shifted; the last bin is the nulls', and empty. */
    static List<long[]> rows(Random random, double[] levels, int from, int to, double shift) {
        List<long[]> days = new ArrayList<>();
        for (int day = from; day < to; day++) {
            long[] counts = new long[BINS + 1];
            double below = 0;
            for (int bin = 0; bin < BINS; bin++) {
                double until =
                        bin == BINS - 1 ? 1 : normal(EDGES[bin] * Math.sqrt(1 + UNREST * UNREST) - levels[day] - shift);
                double share = Math.max(0, until - below);
                double noise = Math.sqrt(ROWS * share * (1 - share)) * random.nextGaussian();
                counts[bin] = Math.max(0, Math.round(ROWS * share + noise));
                below = until;
            }
            days.add(counts);
        }
        return days;
    }

    /** The normal distribution function, to about 1e-7. */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }
}
