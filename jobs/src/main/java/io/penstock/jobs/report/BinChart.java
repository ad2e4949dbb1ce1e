package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A distribution as columns of equal width, one a bin: filled is the window, the line is training. Alone, training is
 * filled; numbers in many bins are then drawn to scale between the outermost edges, as density.
 *
 * @param from what stands at the left end
 * @param to what stands at the right end
 */
record BinChart(SafeString svg, String from, String to) {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 100;

    /** The window's shares over those of training. */
    static BinChart compared(String name, BinFacts bins) {
        List<Double> before = bins.referenceShares();
        List<Double> now = bins.windowShares();
        double most = most(before, now);
        Svg svg = Svg.stretched(
                "days",
                WIDTH,
                HEIGHT,
                "Distribution of " + name,
                "Training and the window over the same " + before.size() + " bins; the highest has "
                        + Format.percent(most));
        svg.path("area", columns(now, most)).path("curve second", outline(before, most));
        svg.path("base", "M0 100H1000");
        return new BinChart(svg.markup(), first(bins), last(bins));
    }

    /** Training alone, as a small picture. */
    static BinChart alone(String name, BinFacts bins) {
        Svg svg = Svg.stretched(
                "days small",
                WIDTH,
                HEIGHT,
                "Distribution of " + name,
                "In training, over " + bins.reference().size() + " bins");
        boolean toScale = bins.edges().size() > 3
                && bins.edges().size() < bins.reference().size();
        List<Double> shares = bins.referenceShares();
        svg.path("area", toScale ? density(bins.edges(), shares) : columns(shares, most(shares, List.of())));
        svg.path("base", "M0 100H1000");
        return new BinChart(svg.markup(), first(bins), last(bins));
    }

    private static String first(BinFacts bins) {
        return bins.edges().isEmpty()
                ? bins.labels().stream().findFirst().orElse("")
                : Format.number(bins.edges().get(0));
    }

    private static String last(BinFacts bins) {
        return bins.edges().isEmpty()
                ? bins.labels().stream().reduce((one, next) -> next).orElse("")
                : Format.number(bins.edges().get(bins.edges().size() - 1));
    }

    private static double most(List<Double> before, List<Double> now) {
        return Stream.of(before, now)
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .filter(share -> share > 0)
                .max()
                .orElse(1);
    }

    private static String columns(List<Double> shares, double most) {
        StringBuilder path = new StringBuilder();
        double step = (double) WIDTH / Math.max(1, shares.size());
        double gap = shares.size() > 1 ? step * 0.08 : 0;
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i) > 0) {
                box(path, i * step + gap, (i + 1) * step - gap, shares.get(i) / most);
            }
        }
        return path.toString();
    }

    private static String outline(List<Double> shares, double most) {
        StringBuilder path = new StringBuilder();
        double step = (double) WIDTH / Math.max(1, shares.size());
        for (int i = 0; i < shares.size(); i++) {
            path.append(i == 0 ? "M0 " : "V").append(Svg.number(y(shares.get(i) / most)));
            path.append('H').append(Svg.number((i + 1) * step));
        }
        return path.toString();
    }

    /** The bins between the outermost edges; what lies beyond them has no width. */
    private static String density(List<Double> edges, List<Double> shares) {
        double from = edges.get(0);
        double span = edges.get(edges.size() - 1) - from;
        double[] heights = new double[edges.size() - 1];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = shares.get(i + 1) / (edges.get(i + 1) - edges.get(i));
        }
        double most = DoubleStream.of(heights).max().orElse(1);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < heights.length && most > 0; i++) {
            box(
                    path,
                    WIDTH * (edges.get(i) - from) / span,
                    WIDTH * (edges.get(i + 1) - from) / span,
                    heights[i] / most);
        }
        return path.toString();
    }

    private static void box(StringBuilder path, double left, double right, double height) {
        path.append('M').append(Svg.at(left, HEIGHT)).append('V').append(Svg.number(y(height)));
        path.append('H').append(Svg.number(right)).append('V').append(HEIGHT).append('z');
    }

    private static double y(double height) {
        return HEIGHT - 0.94 * HEIGHT * height;
    }
}
