package io.penstock.jobs.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A score by the last day of its window, over the noise floor and the limit of that day. */
final class DriftLines {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 100;

    private final LocalDate first;
    private final long span;
    private final double end;

    private DriftLines(List<DriftFacts> history) {
        this.first = history.get(0).date();
        this.span = Math.max(
                1,
                ChronoUnit.DAYS.between(first, history.get(history.size() - 1).date()));
        this.end = 1.08
                * history.stream()
                        .flatMap(facts -> List.of(facts.score(), facts.floor(), facts.limit()).stream())
                        .filter(Double::isFinite)
                        .max(Double::compare)
                        .filter(most -> most > 0)
                        .orElse(1.0);
    }

    /** The chart of at least two windows, in order. */
    static DayChart chart(String column, List<DriftFacts> history) {
        DriftLines lines = new DriftLines(history);
        String last = history.get(history.size() - 1).date().toString();
        Svg svg = Svg.stretched(
                "days",
                WIDTH,
                HEIGHT,
                "Score of " + column + " by date",
                "From " + lines.first + " to " + last + ", over its noise floor and its limit; the upper edge is "
                        + Format.decimal(lines.end));
        svg.path("limit", lines.line(history, DriftFacts::limit));
        svg.path("floor", lines.line(history, DriftFacts::floor));
        svg.path("curve", lines.line(history, DriftFacts::score));
        svg.path("base", "M0 100H1000");
        return new DayChart(svg.markup(), Format.decimal(lines.end), lines.first.toString(), last);
    }

    /** A window that was not judged is a gap; points in the middle of a level stretch are left out. */
    private String line(List<DriftFacts> history, ToDoubleFunction<DriftFacts> value) {
        StringBuilder path = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < history.size(); i++) {
            double y = value.applyAsDouble(history.get(i));
            if (!Double.isFinite(y)) {
                open = false;
                continue;
            }
            boolean level = open
                    && i + 1 < history.size()
                    && y == value.applyAsDouble(history.get(i - 1))
                    && y == value.applyAsDouble(history.get(i + 1));
            if (!level) {
                double x = (double) WIDTH
                        * ChronoUnit.DAYS.between(first, history.get(i).date())
                        / span;
                path.append(open ? 'L' : 'M').append(Svg.at(x, HEIGHT - HEIGHT * y / end));
            }
            open = true;
        }
        return path.toString();
    }
}
