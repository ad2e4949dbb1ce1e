package io.penstock.training;

import io.penstock.training.Curves.Bin;
import io.penstock.training.Curves.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Draws {@link Curves} and counts the {@link Confusion} of a {@link ScoreTable}. */
final class ScoreCurves {
    private static final int POINTS = 200;
    private static final int CALIBRATION_BINS = 20;

    private ScoreCurves() {}

    static Curves of(ScoreTable table) {
        long ones = Arrays.stream(table.positives()).sum();
        long zeros = Arrays.stream(table.negatives()).sum();
        List<Point> roc = new ArrayList<>(List.of(new Point(0, 0)));
        List<Point> pr = new ArrayList<>();
        List<Bin> bins = new ArrayList<>();
        long tp = 0;
        long fp = 0;
        BinSum bin = new BinSum();
        for (int i = 0; i < table.size(); i++) {
            tp += table.positives()[i];
            fp += table.negatives()[i];
            bin.add(table, i);
            boolean lastOfScore = i + 1 == table.size() || table.score()[i + 1] != table.score()[i];
            if (lastOfScore) {
                roc.add(new Point((double) fp / zeros, (double) tp / ones));
                pr.add(new Point((double) tp / ones, (double) tp / (tp + fp)));
                if (bin.rows * CALIBRATION_BINS >= ones + zeros || i + 1 == table.size()) {
                    bins.add(bin.close());
                    bin = new BinSum();
                }
            }
        }
        Collections.reverse(bins);
        return new Curves(thin(roc), thin(pr), bins);
    }

    private static List<Point> thin(List<Point> points) {
        if (points.size() <= POINTS) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            kept.add(points.get((int) ((long) i * (points.size() - 1) / (POINTS - 1))));
        }
        return kept;
    }

    /** Rows by decision and truth when a score at or above the threshold is positive. */
    static Confusion at(double threshold, ScoreTable table) {
        long[] counts = new long[4];
        for (int i = 0; i < table.size(); i++) {
            int from = table.score()[i] >= threshold ? 0 : 2;
            counts[from] += table.positives()[i];
            counts[from + 1] += table.negatives()[i];
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    private static final class BinSum {
        private double scores;
        private long ones;
        private long rows;

        void add(ScoreTable table, int i) {
            long more = table.positives()[i] + table.negatives()[i];
            scores += more * table.score()[i];
            ones += table.positives()[i];
            rows += more;
        }

        Bin close() {
            return new Bin(scores / rows, (double) ones / rows, rows);
        }
    }
}
