package io.penstock.validation.consistency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Pairs of one feature, compared one after the other: counts by {@link Agreement}, mismatches by cause, and the worst
 * {@value #WORST}. The same pairs in another order give the same.
 */
public final class Comparison {
    /** How many mismatches are kept by name. */
    public static final int WORST = 10;

    private static final Comparator<Mismatch> WORSE = Comparator.comparingDouble(
                    (Mismatch mismatch) -> mismatch.difference().absolute())
            .thenComparing(Mismatch::key, Comparator.reverseOrder());

    private final Map<Agreement, Long> counts = new EnumMap<>(Agreement.class);
    private final Map<String, Long> causes = new TreeMap<>();
    private final PriorityQueue<Mismatch> worst = new PriorityQueue<>(WORSE);
    private long compared;
    private long mismatched;

    /**
     * Adds a pair.
     *
     * @param within the absolute difference up to which the two agree all the same, of numbers that were rounded
     * @param cause asked only where they do not agree
     */
    public void add(String key, Object offline, Object online, double within, Function<Difference, String> cause) {
        Difference difference = Difference.of(offline, online);
        compared++;
        counts.merge(difference.agreement(), 1L, Long::sum);
        if (!difference.agrees(within)) {
            mismatch(new Mismatch(key, cause.apply(difference), offline, online, difference));
        }
    }

    private void mismatch(Mismatch mismatch) {
        mismatched++;
        causes.merge(mismatch.cause(), 1L, Long::sum);
        worst.add(mismatch);
        if (worst.size() > WORST) {
            worst.poll();
        }
    }

    public long compared() {
        return compared;
    }

    public long mismatched() {
        return mismatched;
    }

    /** Pairs of a class, those within their tolerance among {@link Agreement#DIFFERENT}. */
    public long count(Agreement agreement) {
        return counts.getOrDefault(agreement, 0L);
    }

    /** The most frequent cause, of several the first by name; empty if all agree. */
    public Optional<String> cause() {
        return causes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /** Mismatches by cause. */
    public Map<String, Long> causes() {
        return new TreeMap<>(causes);
    }

    /** The worst first. */
    public List<Mismatch> worst() {
        List<Mismatch> sorted = new ArrayList<>(worst);
        sorted.sort(WORSE.reversed());
        return sorted;
    }
}
