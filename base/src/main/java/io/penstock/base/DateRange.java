package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** UTC days from the first to the last, both included; prints as {@code 2013-01-01..2013-01-31}. */
public record DateRange(LocalDate from, LocalDate to) {
    public DateRange {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (to.isBefore(from)) {
            throw new UserError("the range ends on " + to + ", before it begins on " + from);
        }
    }

    /** The range of one day. */
    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
    }

    /**
     * The fewest ranges that hold these days and begin and end with one of them, where days that lie at most {@code gap}
     * days apart share a range.
     *
     * @param days in order, each once
     */
    public static List<DateRange> over(List<LocalDate> days, long gap) {
        List<DateRange> ranges = new ArrayList<>();
        for (LocalDate day : days) {
            DateRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && !day.minusDays(gap).isAfter(last.to)) {
                ranges.set(ranges.size() - 1, new DateRange(last.from, day));
            } else {
                ranges.add(of(day));
            }
        }
        return List.copyOf(ranges);
    }

    /** Every day of the range, in order. */
    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** The range cut into ranges of so many days, in order; the last may be shorter. */
    public List<DateRange> chunks(long days) {
        return Stream.iterate(from, day -> !day.isAfter(to), day -> day.plusDays(days))
                .map(day -> new DateRange(day, to.isBefore(day.plusDays(days)) ? to : day.plusDays(days - 1)))
                .toList();
    }

    /** The first instant of the first day. */
    public Instant start() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first instant after the last day; also the as-of of a step for that day. */
    public Instant end() {
        return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether a day lies in the range. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    @Override
    public String toString() {
        return from.equals(to) ? from.toString() : from + ".." + to;
    }
}
