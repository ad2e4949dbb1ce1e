package io.penstock.validation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the first scan of a profile gathers of a column; the same for the same rows however they were split. */
sealed interface ColumnStatistics extends Serializable {
    /** Sees a number; only of a column of numbers. */
    default void add(double value) {
        throw new IllegalStateException("this is no column of numbers");
    }

    /** Sees a text; only of a column of texts. */
    default void add(String value) {
        throw new IllegalStateException("this is no column of texts");
    }

    void merge(ColumnStatistics other);

    Bins bins();

    Optional<ColumnProfile.Moments> moments();

    /** Of a column of doubles. */
    final class Numbers implements ColumnStatistics {
        private static final long serialVersionUID = 1L;
        private static final int BINS = 20;

        private final ExactSum sum = new ExactSum();
        private final ExactSum squares = new ExactSum();
        private final ValueCounts values = new ValueCounts();
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private long finite;

        @Override
        public void add(double value) {
            double number = value + 0.0;
            if (Double.isFinite(number)) {
                finite++;
                sum.add(number);
                squares.addSquare(number);
                values.add(number);
                min = Math.min(min, number);
                max = Math.max(max, number);
            }
        }

        @Override
        public void merge(ColumnStatistics other) {
            Numbers that = (Numbers) other;
            finite += that.finite;
            sum.add(that.sum);
            squares.add(that.squares);
            values.add(that.values);
            min = Math.min(min, that.min);
            max = Math.max(max, that.max);
        }

        @Override
        public Bins bins() {
            double[] distinct = values.values();
            return Bins.numbers(distinct.length <= BINS ? apart(distinct) : quantiles(distinct, values.occurrences()));
        }

        private static List<Double> apart(double[] distinct) {
            List<Double> edges = new ArrayList<>();
            for (int i = 1; i < distinct.length; i++) {
                edges.add(distinct[i]);
            }
            return edges;
        }

        private List<Double> quantiles(double[] distinct, long[] occurrences) {
            List<Double> edges = new ArrayList<>();
            long below = 0;
            int quantile = 1;
            for (int i = 0; i < distinct.length; i++) {
                if (below * BINS >= quantile * finite && i > 0) {
                    edges.add(distinct[i]);
                    quantile = (int) (below * BINS / finite) + 1;
                }
                below += occurrences[i];
            }
            return edges;
        }

        @Override
        public Optional<ColumnProfile.Moments> moments() {
            if (finite == 0) {
                return Optional.empty();
            }
            BigDecimal count = BigDecimal.valueOf(finite);
            BigDecimal mean = sum.value().divide(count, MathContext.DECIMAL128);
            BigDecimal spread =
                    count.multiply(squares.value()).subtract(sum.value().pow(2));
            double variance =
                    spread.divide(count.pow(2), MathContext.DECIMAL128).doubleValue();
            return Optional.of(new ColumnProfile.Moments(min, max, mean.doubleValue(), Math.sqrt(variance)));
        }
    }

    /** Of a column of texts. */
    final class Categories implements ColumnStatistics {
        private static final long serialVersionUID = 1L;
        private static final int OWN_BIN = 50;
        private static final int LISTED = 1_000;
        private static final int MOST = 100_000;

        private Map<String, Long> counts = new HashMap<>();
        private boolean tooMany;

        @Override
        public void add(String value) {
            count(value, 1);
        }

        @Override
        public void merge(ColumnStatistics other) {
            Categories that = (Categories) other;
            if (that.tooMany) {
                giveUp();
            }
            that.counts.forEach(this::count);
        }

        private void count(String value, long times) {
            if (!tooMany) {
                counts.merge(value, times, Long::sum);
                if (counts.size() > MOST) {
                    giveUp();
                }
            }
        }

        private void giveUp() {
            tooMany = true;
            counts = new HashMap<>();
        }

        @Override
        public Bins bins() {
            if (tooMany) {
                return new Bins(Bins.Kind.TEXT, List.of(), List.of(), List.of(), false);
            }
            List<String> byFrequency = counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            int own = Math.min(OWN_BIN, byFrequency.size());
            boolean exhaustive = byFrequency.size() <= LISTED;
            List<String> rest = exhaustive ? byFrequency.subList(own, byFrequency.size()) : List.of();
            return new Bins(
                    Bins.Kind.CATEGORY,
                    List.of(),
                    byFrequency.subList(0, own),
                    rest.stream().sorted().toList(),
                    exhaustive);
        }

        @Override
        public Optional<ColumnProfile.Moments> moments() {
            return Optional.empty();
        }
    }
}
