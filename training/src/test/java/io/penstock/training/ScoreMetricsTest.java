package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScoreMetricsTest {
    private record Scored(int day, double score, boolean late) {}

    @Test
    void everyMetricEqualsBruteForceOverRandomScoresWithTies() {
        for (long seed = 0; seed < 150; seed++) {
            List<Scored> rows = random(seed);
            Metrics metrics = ScoreMetrics.of(table(rows), seed);
            assertThat(metrics.of(Metric.AUC).value()).as("seed %d", seed).isEqualTo(auc(rows));
            assertThat(metrics.of(Metric.PR_AUC).value())
                    .as("seed %d", seed)
                    .isCloseTo(averagePrecision(rows), within(1e-12));
            assertThat(metrics.of(Metric.LOGLOSS).value()).as("seed %d", seed).isCloseTo(logloss(rows), within(1e-9));
            assertThat(metrics.of(Metric.BRIER).value()).as("seed %d", seed).isCloseTo(brier(rows), within(1e-12));
            assertThat(metrics.of(Metric.ECE).value())
                    .as("seed %d", seed)
                    .isCloseTo(calibrationError(rows), within(1e-12));
            assertThat(metrics.rows()).isEqualTo(rows.size());
        }
    }

    @Test
    void allScoresEqualGiveHalf() {
        List<Scored> rows = List.of(new Scored(0, 0.4, true), new Scored(0, 0.4, false), new Scored(1, 0.4, false));

        assertThat(ScoreMetrics.value(table(rows), Metric.AUC)).isEqualTo(0.5);
    }

    @Test
    void intervalsHoldTheValueAndDependOnTheSeedAlone() {
        ScoreTable table = table(random(3));
        Estimate first = ScoreMetrics.of(table, 1).of(Metric.AUC);

        assertThat(first.low()).isLessThan(first.value());
        assertThat(first.high()).isGreaterThan(first.value());
        assertThat(ScoreMetrics.of(table, 1).of(Metric.AUC)).isEqualTo(first);
        assertThat(ScoreMetrics.of(table, 2).of(Metric.AUC)).isNotEqualTo(first);
    }

    @Test
    void oneDayHasNoInterval() {
        List<Scored> rows = List.of(new Scored(0, 0.9, true), new Scored(0, 0.1, false));

        assertThat(ScoreMetrics.of(table(rows), 1).of(Metric.AUC)).isEqualTo(Estimate.exactly(1));
    }

    @Test
    void intervalCoversTheSpreadOfDaysThatDiffer() {
        // Half the days are perfect, half are reversed: whole days drawn again spread far more than rows would.
        List<Scored> rows = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            for (int i = 0; i < 100; i++) {
                rows.add(new Scored(day, i / 100.0, day % 2 == 0 == i >= 50));
            }
        }

        Estimate auc = ScoreMetrics.of(table(rows), 1).of(Metric.AUC);

        assertThat(auc.value()).isEqualTo(0.5);
        assertThat(auc.high() - auc.low()).isGreaterThan(0.3);
    }

    @Test
    void curvesHoldAtMostTwoHundredPointsAndBothEnds() {
        List<Scored> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5000; i++) {
            double score = random.nextDouble();
            rows.add(new Scored(i % 9, score, random.nextDouble() < score));
        }

        Curves curves = ScoreCurves.of(table(rows));

        assertThat(curves.roc()).hasSize(200).startsWith(new Curves.Point(0, 0)).endsWith(new Curves.Point(1, 1));
        assertThat(curves.pr()).hasSize(200);
        assertThat(curves.calibration()).hasSizeBetween(15, 20).allSatisfy(bin -> assertThat(bin.observed())
                .isCloseTo(bin.meanScore(), within(0.12)));
        assertThat(curves.calibration().stream().mapToLong(Curves.Bin::rows).sum())
                .isEqualTo(5000);
    }

    @Test
    void confusionCountsAScoreAtTheThresholdAsPositive() {
        List<Scored> rows = List.of(
                new Scored(0, 0.5, true),
                new Scored(0, 0.5, false),
                new Scored(0, 0.4, true),
                new Scored(0, 0.3, false));

        assertThat(ScoreCurves.at(0.5, table(rows))).isEqualTo(new Confusion(1, 1, 1, 1));
    }

    @Test
    void theThresholdOfLeastCostEqualsBruteForce() {
        for (long seed = 0; seed < 100; seed++) {
            List<Scored> rows = random(seed);
            Decide.Cost cost = new Decide.Cost(1, 1 + seed % 5);
            double threshold = Thresholds.of(cost, table(rows));
            double least = rows.stream()
                    .mapToDouble(row -> costs(rows, cost, row.score()))
                    .min()
                    .orElseThrow();
            least = Math.min(least, costs(rows, cost, 2));
            assertThat(costs(rows, cost, threshold)).as("seed %d", seed).isEqualTo(least);
        }
    }

    @Test
    void aFixedThresholdStaysAsItIs() {
        assertThat(Thresholds.of(new Decide.Threshold(0.31), table(random(1)))).isEqualTo(0.31);
    }

    private static double costs(List<Scored> rows, Decide.Cost cost, double threshold) {
        return rows.stream()
                .mapToDouble(row -> row.score() >= threshold == row.late()
                        ? 0
                        : row.late() ? cost.falseNegative() : cost.falsePositive())
                .sum();
    }

    private static List<Scored> random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int steps = 1 + random.nextInt(40);
        List<Scored> rows = new ArrayList<>(List.of(new Scored(0, 0.2, true), new Scored(1, 0.3, false)));
        for (int i = random.nextInt(150); i >= 0; i--) {
            rows.add(new Scored(random.nextInt(6), (double) random.nextInt(steps + 1) / steps, random.nextBoolean()));
        }
        return rows;
    }

    private static ScoreTable table(List<Scored> rows) {
        Map<List<Object>, long[]> counts =
                new TreeMap<>(Comparator.comparing((List<Object> key) -> -(Double) key.get(0))
                        .thenComparing(key -> (Integer) key.get(1)));
        rows.forEach(row ->
                counts.computeIfAbsent(List.of(row.score(), row.day()), absent -> new long[2])[row.late() ? 0 : 1]++);
        return new ScoreTable(
                counts.keySet().stream().mapToDouble(key -> (Double) key.get(0)).toArray(),
                counts.keySet().stream().mapToInt(key -> (Integer) key.get(1)).toArray(),
                counts.values().stream().mapToLong(count -> count[0]).toArray(),
                counts.values().stream().mapToLong(count -> count[1]).toArray(),
                rows.stream().mapToInt(Scored::day).max().orElseThrow() + 1);
    }

    private static double auc(List<Scored> rows) {
        double ordered = 0;
        double pairs = 0;
        for (Scored late : rows) {
            for (Scored other : rows) {
                if (late.late() && !other.late()) {
                    ordered += late.score() > other.score() ? 1 : late.score() == other.score() ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return ordered / pairs;
    }

    private static double averagePrecision(List<Scored> rows) {
        double sum = 0;
        for (Scored late : rows) {
            if (late.late()) {
                double at =
                        rows.stream().filter(row -> row.score() >= late.score()).count();
                double hits = rows.stream()
                        .filter(row -> row.late() && row.score() >= late.score())
                        .count();
                sum += hits / at;
            }
        }
        return sum / rows.stream().filter(Scored::late).count();
    }

    private static double logloss(List<Scored> rows) {
        return rows.stream()
                .mapToDouble(row -> {
                    double score = Math.min(Math.max(row.score(), 1e-15), 1 - 1e-15);
                    return -(row.late() ? Math.log(score) : Math.log(1 - score));
                })
                .average()
                .orElseThrow();
    }

    private static double brier(List<Scored> rows) {
        return rows.stream()
                .mapToDouble(row -> Math.pow(row.score() - (row.late() ? 1 : 0), 2))
                .average()
                .orElseThrow();
    }

    private static double calibrationError(List<Scored> rows) {
        double error = 0;
        for (int bin = 0; bin < 10; bin++) {
            int number = bin;
            error += Math.abs(rows.stream()
                    .filter(row -> Math.min((int) (row.score() * 10), 9) == number)
                    .mapToDouble(row -> row.score() - (row.late() ? 1 : 0))
                    .sum());
        }
        return error / rows.size();
    }
}
