package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The distribution of a column over frozen bins, in training and beside it in a window.
 *
 * @param edges between bins of numbers, in order; none for categories
 * @param labels of the bins that hold values, in order
 * @param reference rows of each bin in training
 * @param window rows of each bin in the window; empty where there is none
 * @param nulls rows without a value in training
 * @param windowNulls rows without a value in the window
 */
record BinFacts(
        List<Double> edges,
        List<String> labels,
        List<Long> reference,
        List<Long> window,
        long nulls,
        long windowNulls,
        OptionalDouble mean) {
    /** A bin whose share changed. */
    record Moved(String label, double before, double now) {}

    BinFacts {
        edges = List.copyOf(edges);
        labels = List.copyOf(labels);
        reference = List.copyOf(reference);
        window = List.copyOf(window);
        requireNonNull(mean, "mean");
    }

    /** Shares of the training's values by bin. */
    List<Double> referenceShares() {
        return shares(reference);
    }

    /** Shares of the window's values by bin; none where there is no window. */
    List<Double> windowShares() {
        return shares(window);
    }

    /** The share of rows without a value in training. */
    public double nullShare() {
        return share(nulls, reference);
    }

    /** The bins whose share changed most, the greatest change first. */
    List<Moved> moved(int most) {
        List<Double> before = referenceShares();
        List<Double> now = windowShares();
        return IntStream.range(0, now.size())
                .mapToObj(i -> new Moved(labels.get(i), before.get(i), now.get(i)))
                .filter(moved -> moved.before != moved.now)
                .sorted(Comparator.comparingDouble((Moved moved) -> Math.abs(moved.now - moved.before))
                        .reversed())
                .limit(most)
                .toList();
    }

    private static List<Double> shares(List<Long> counts) {
        long sum = counts.stream().mapToLong(Long::longValue).sum();
        return counts.stream().map(count -> sum == 0 ? 0 : (double) count / sum).toList();
    }

    private static double share(long nulls, List<Long> counts) {
        long rows = nulls + counts.stream().mapToLong(Long::longValue).sum();
        return rows == 0 ? Double.NaN : (double) nulls / rows;
    }
}
