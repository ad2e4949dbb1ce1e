package io.penstock.jobs.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rows of a table by day, as steps; a day that is not published is a gap. */
final class RowsByDay {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 100;

    private RowsByDay() {}

    /** The chart of at least one day, in order. */
    static DayChart chart(String of, List<DayRows> days) {
        LocalDate first = days.get(0).day();
        LocalDate last = days.get(days.size() - 1).day();
        long most = Math.max(1, days.stream().mapToLong(DayRows::rows).max().orElse(1));
        double step = (double) WIDTH / (ChronoUnit.DAYS.between(first, last) + 1);
        Svg svg = Svg.stretched(
                "days",
                WIDTH,
                HEIGHT,
                "Rows by day of " + of,
                "From " + first + " to " + last + ", at most " + Format.count(most) + " rows a day");
        svg.path("area", area(days, first, step, most));
        return new DayChart(svg.markup(), Format.brief(most), first.toString(), last.toString());
    }

    private static String area(List<DayRows> days, LocalDate first, double step, long most) {
        StringBuilder path = new StringBuilder();
        double end = Double.NaN;
        for (DayRows day : days) {
            double start = ChronoUnit.DAYS.between(first, day.day()) * step;
            double top = HEIGHT - 0.94 * HEIGHT * day.rows() / most;
            if (path.isEmpty() || start - end > step / 2) {
                path.append(path.isEmpty() ? "" : "V" + HEIGHT + "z");
                path.append('M').append(Svg.at(start, HEIGHT));
            }
            end = start + step;
            path.append('V').append(Svg.number(top)).append('H').append(Svg.number(end));
        }
        return path.append('V').append(HEIGHT).append('z').toString();
    }
}
