package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;

/** A score as a bar, with ticks where its noise floor and its limit are. */
final class ScoreGauge {
    private static final int WIDTH = 200;

    private ScoreGauge() {}

    /** On a scale of square roots up to {@code most}, so that small scores are seen beside great ones. */
    static SafeString of(DriftFacts facts, double most) {
        Svg svg = Svg.stretched(
                "gauge",
                WIDTH,
                12,
                facts.measure() + " of " + facts.column(),
                "Score " + Format.decimal(facts.score()) + ", noise floor " + Format.decimal(facts.floor()) + ", limit "
                        + Format.decimal(facts.limit()));
        svg.rect("track", 0, 3, WIDTH, 6, 0);
        if (Double.isFinite(facts.score())) {
            svg.rect("fill " + facts.status().tone().css(), 0, 3, x(facts.score(), most), 6, 0);
        }
        if (Double.isFinite(facts.floor())) {
            svg.line("floor", x(facts.floor(), most), 0, x(facts.floor(), most), 12);
        }
        return svg.line("limit", x(facts.limit(), most), 0, x(facts.limit(), most), 12)
                .markup();
    }

    private static double x(double value, double most) {
        return most > 0 ? WIDTH * Math.sqrt(Math.min(1, Math.max(0, value / most))) : 0;
    }
}
