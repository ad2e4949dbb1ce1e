package io.penstock.validation.drift;

import io.penstock.validation.ColumnProfile;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Rows in each bin of a column on each day, days in order; the sum of any run of days is one subtraction a bin. */
final class DayCounts {
    private final long[][] until;

    private DayCounts(long[][] until) {
        this.until = until;
    }

    /** The days of a profile, named in ISO form, that pass. */
    static DayCounts of(ColumnProfile column, Predicate<String> days) {
        List<List<Long>> kept = column.days().entrySet().stream()
                .filter(day -> days.test(day.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return of(
                column.bins().size(),
                kept.stream()
                        .map(day -> day.stream().mapToLong(Long::longValue).toArray())
                        .toList());
    }

    /** Days in order, each with its rows by bin. */
    static DayCounts of(int bins, List<long[]> days) {
        long[][] until = new long[days.size() + 1][bins];
        for (int day = 0; day < days.size(); day++) {
            for (int bin = 0; bin < bins; bin++) {
                until[day + 1][bin] = until[day][bin] + days.get(day)[bin];
            }
        }
        return new DayCounts(until);
    }

    int days() {
        return until.length - 1;
    }

    long[] all() {
        return block(0, days());
    }

    /** The counts of the days from {@code first}, so many of them. */
    long[] block(int first, int length) {
        return less(until[first + length], until[first]);
    }

    /** The counts of all days but those. */
    long[] rest(int first, int length) {
        return less(until[days()], block(first, length));
    }

    private static long[] less(long[] counts, long[] some) {
        long[] left = new long[counts.length];
        for (int bin = 0; bin < left.length; bin++) {
            left[bin] = counts[bin] - some[bin];
        }
        return left;
    }
}
