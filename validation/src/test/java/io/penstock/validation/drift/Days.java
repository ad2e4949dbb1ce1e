package io.penstock.validation.drift;

import io.penstock.validation.Bins;
import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Made-up rows of days, and their profile counted by hand. */
final class Days {
    static final LocalDate FIRST = LocalDate.of(2013, 1, 1);
    static final Bins BINS = new Bins(Bins.Kind.NUMBER, List.of(-1.0, -0.5, 0.0, 0.5, 1.0), List.of(), List.of(), true);

    private Days() {}

    /** Values of so many days whose level wanders from day to day, as delays and weather do; null where missing. */
    static List<List<Double>> wandering(long seed, int days, int rows, double nulls) {
        Random random = new Random(seed);
        List<List<Double>> all = new ArrayList<>();
        double level = 0;
        for (int day = 0; day < days; day++) {
            level = 0.9 * level + 0.25 * random.nextGaussian();
            List<Double> values = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                values.add(random.nextDouble() < nulls ? null : level + random.nextGaussian());
            }
            all.add(values);
        }
        return all;
    }

    static List<List<Double>> shifted(List<List<Double>> days, double by) {
        return days.stream()
                .map(day -> day.stream()
                        .map(value -> value == null ? null : (Double) (value + by))
                        .toList())
                .toList();
    }

    static long[] count(List<Double> values) {
        long[] counts = new long[BINS.size()];
        values.forEach(value -> counts[value == null ? BINS.nullBin() : BINS.of(value)]++);
        return counts;
    }

    static List<Double> flat(List<List<Double>> days) {
        return days.stream().flatMap(List::stream).toList();
    }

    /** The profile of a column whose first day is so many days after {@link #FIRST}. */
    static ColumnProfile column(String name, int offset, List<List<Double>> days) {
        Map<String, List<Long>> counts = new TreeMap<>();
        for (int day = 0; day < days.size(); day++) {
            counts.put(FIRST.plusDays(offset + day).toString(), boxed(count(days.get(day))));
        }
        return new ColumnProfile(name, BINS, Optional.empty(), boxed(count(flat(days))), counts);
    }

    static Profile profile(ColumnProfile... columns) {
        return new Profile(1, 0, List.of(columns));
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
