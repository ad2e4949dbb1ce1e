package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;

/** A score as a bar, with ticks where its noise floor and its limit are. */
final class ScoreGauge {
    private static final int WIDTH = 200;

    private ScoreGauge() {}

    /** The limit stands at a third of the width; a bar at the right end may be longer than it shows. */
    static SafeString of(DriftFacts facts) {
        Svg svg = Svg.stretched(
                "gauge",
                WIDTH,
                12,
                facts.measure() + " of " + facts.column(),
                "Score " + Format.decimal(facts.score()) + ", noise floor " + Format.decimal(facts.floor()) + ", limit "
                        + Format.decimal(facts.limit()));
        svg.rect("track", 0, 3, WIDTH, 6, 0);
        if (Double.isFinite(facts.score())) {
            svg.rect("fill " + facts.status().tone().css(), 0, 3, x(facts, facts.score()), 6, 0);
        }
        if (Double.isFinite(facts.floor())) {
            svg.line("floor", x(facts, facts.floor()), 0, x(facts, facts.floor()), 12);
        }
        return svg.line("limit", x(facts, facts.limit()), 0, x(facts, facts.limit()), 12)
                .markup();
    }

    private static double x(DriftFacts facts, double value) {
        double whole = 3 * facts.limit();
        return whole > 0 ? WIDTH * Math.min(1, Math.max(0, value / whole)) : 0;
    }
}
