package io.penstock.jobs.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Mean score and share of positive decisions by day. */
final class ScoreLines {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 100;

    private ScoreLines() {}

    /** The chart of at least one scored day, in order. */
    static DayChart chart(List<ScoredDay> days) {
        LocalDate first = days.get(0).day();
        LocalDate last = days.get(days.size() - 1).day();
        double most = days.stream()
                .mapToDouble(day -> Math.max(day.meanScore(), day.positiveShare()))
                .max()
                .orElse(1);
        double end = Math.max(0.1, Math.ceil(most * 10) / 10);
        Svg svg = Svg.stretched(
                "days",
                WIDTH,
                HEIGHT,
                "Mean score and share of positive decisions by day",
                "From " + first + " to " + last + "; the upper edge is " + Format.percent(end));
        svg.path("grid", "M0 50H1000");
        svg.path("curve", line(days, ScoredDay::meanScore, end));
        svg.path("curve second", line(days, ScoredDay::positiveShare, end));
        svg.path("base", "M0 100H1000");
        return new DayChart(svg.markup(), Format.percent(end), first.toString(), last.toString());
    }

    private static String line(List<ScoredDay> days, ToDoubleFunction<ScoredDay> value, double end) {
        LocalDate first = days.get(0).day();
        long span = ChronoUnit.DAYS.between(first, days.get(days.size() - 1).day()) + 1;
        StringBuilder path = new StringBuilder();
        LocalDate before = null;
        for (ScoredDay day : days) {
            double x = WIDTH * (ChronoUnit.DAYS.between(first, day.day()) + 0.5) / span;
            boolean next = before != null && before.plusDays(1).equals(day.day());
            path.append(next ? 'L' : 'M').append(Svg.at(x, HEIGHT - HEIGHT * value.applyAsDouble(day) / end));
            before = day.day();
        }
        return path.toString();
    }
}
