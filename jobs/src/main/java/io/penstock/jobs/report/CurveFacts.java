package io.penstock.jobs.report;

import java.util.List;

/**
 * What the curves of a model card are drawn from.
 *
 * @param roc false positive rate, true positive rate
 * @param pr recall, precision
 */
record CurveFacts(List<Point> roc, List<Point> pr, List<Bin> calibration) {
    /** A point of a curve. */
    record Point(double x, double y) {}

    /** Rows with neighbouring scores. */
    record Bin(double meanScore, double observed, long rows) {}

    CurveFacts {
        roc = List.copyOf(roc);
        pr = List.copyOf(pr);
        calibration = List.copyOf(calibration);
    }
}
