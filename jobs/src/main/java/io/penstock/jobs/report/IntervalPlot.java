package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** A metric on test and validation with its interval, and the baseline, on one short scale. */
final class IntervalPlot {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 26;

    private final double low;
    private final double span;
    private final Svg svg;

    private IntervalPlot(double low, double high, String title, String description) {
        this.low = low;
        this.span = high > low ? high - low : 1;
        this.svg = Svg.picture("interval", WIDTH, HEIGHT, title, description);
    }

    static SafeString of(Measure test, Optional<Measure> validation, Optional<Measure> baseline) {
        List<Measure> shown = java.util.stream.Stream.of(Optional.of(test), validation, baseline)
                .flatMap(Optional::stream)
                .toList();
        IntervalPlot plot = new IntervalPlot(
                ends(shown).min().orElse(0),
                ends(shown).max().orElse(1),
                test.label(),
                "Test, validation and baseline on a common scale");
        validation.ifPresent(measure -> plot.draw("second", 19, measure));
        baseline.ifPresent(plot::tick);
        plot.draw("first", 9, test);
        return plot.svg.markup();
    }

    /** A part's metric on a scale that it shares with other parts, a line where the whole is. */
    static SafeString between(double low, double high, Measure part, Measure whole) {
        IntervalPlot plot = new IntervalPlot(low, high, part.label(), "This part, and a line where all rows are");
        plot.tick(whole);
        plot.draw("first", HEIGHT / 2.0, part);
        return plot.svg.markup();
    }

    private void draw(String css, double y, Measure measure) {
        if (measure.hasInterval()) {
            svg.line("whisker " + css, x(measure.low()), y, x(measure.high()), y);
        }
        svg.circle("dot " + css, x(measure.value()), y, 4);
    }

    private void tick(Measure baseline) {
        svg.line("baseline", x(baseline.value()), 2, x(baseline.value()), HEIGHT - 2);
    }

    private double x(double value) {
        return 8 + (WIDTH - 16) * (value - low) / span;
    }

    private static DoubleStream ends(List<Measure> shown) {
        return shown.stream().flatMapToDouble(measure -> DoubleStream.of(measure.low(), measure.high()));
    }
}
