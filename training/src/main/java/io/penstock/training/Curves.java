package io.penstock.training;

import java.util.List;

/**
 * What a report draws: at most 200 points a curve, ends included.
 *
 * @param roc false positive rate, true positive rate
 * @param pr recall, precision
 * @param calibration mean score, observed share, rows; bins of equal row counts
 */
public record Curves(List<Point> roc, List<Point> pr, List<Bin> calibration) {
    /** A point of a curve. */
    public record Point(double x, double y) {}

    /** A bin of neighbouring scores. */
    public record Bin(double meanScore, double observed, long rows) {}

    public Curves {
        roc = List.copyOf(roc);
        pr = List.copyOf(pr);
        calibration = List.copyOf(calibration);
    }
}
