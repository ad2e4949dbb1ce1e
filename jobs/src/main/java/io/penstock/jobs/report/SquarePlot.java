package io.penstock.jobs.report;

import java.util.List;
import java.util.Locale;

/** A square field with two axes from 0 to a common end, into which curves are drawn. */
final class SquarePlot {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 318;
    private static final int LEFT = 46;
    private static final int TOP = 12;
    private static final int SIDE = 264;

    private final Svg svg;
    private final double end;

    SquarePlot(double end, String title, String description, String xLabel, String yLabel) {
        this.end = end;
        this.svg = Svg.picture("plot", WIDTH, HEIGHT, title, description);
        grid();
        svg.text("axis middle", LEFT + SIDE / 2.0, TOP + SIDE + 36, xLabel);
        svg.upright("axis middle", 11, TOP + SIDE / 2.0, yLabel);
    }

    private void grid() {
        int steps = 4;
        for (int i = 0; i <= steps; i++) {
            double value = end * i / steps;
            svg.line("grid", x(0), y(value), x(end), y(value));
            svg.text("tick end", LEFT - 7, y(value) + 4, tick(value));
            svg.text("tick middle", x(value), TOP + SIDE + 17, tick(value));
        }
        svg.line("base", x(0), y(0), x(end), y(0));
    }

    SquarePlot diagonal(String label) {
        svg.line("reference", x(0), y(0), x(end), y(end));
        return note(0.6 * end, 0.6 * end - 0.055 * end, "note start", label);
    }

    SquarePlot level(double value, String label) {
        svg.line("reference", x(0), y(value), x(end), y(value));
        return note(0.02 * end, value + 0.025 * end, "note start", label);
    }

    SquarePlot curve(List<CurveFacts.Point> points) {
        StringBuilder path = new StringBuilder();
        for (CurveFacts.Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L').append(Svg.at(x(point.x()), y(point.y())));
        }
        svg.path("curve", path.toString());
        return this;
    }

    SquarePlot dots(List<CurveFacts.Point> points) {
        points.forEach(point -> svg.circle("dot", x(point.x()), y(point.y()), 3.6));
        return this;
    }

    SquarePlot note(double x, double y, String css, String text) {
        svg.text(css, x(x), y(y), text);
        return this;
    }

    Svg svg() {
        return svg;
    }

    private double x(double value) {
        return LEFT + SIDE * Math.min(1, Math.max(0, value / end));
    }

    private double y(double value) {
        return TOP + SIDE * (1 - Math.min(1, Math.max(0, value / end)));
    }

    private static String tick(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
