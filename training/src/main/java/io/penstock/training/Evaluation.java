package io.penstock.training;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How good scores are, measured exactly from the counts of every distinct score.
 *
 * @param metrics with 95 % intervals over resampled UTC days
 * @param threshold at or above which a score is a positive decision
 */
public record Evaluation(Metrics metrics, double threshold, Confusion confusion, Curves curves) {

    /**
     * Evaluates rows with columns {@code score}, {@code label} (0.0 or 1.0) and {@code moment}.
     *
     * @param seed settles which days are drawn for the intervals
     */
    public static Evaluation of(Dataset<Row> scored, double threshold, long seed) {
        return of(ScoreTable.of(scored), threshold, seed);
    }

    /** The metrics alone, of rows with columns {@code score}, {@code label} and {@code moment}. */
    public static Metrics measure(Dataset<Row> scored, long seed) {
        return ScoreMetrics.of(ScoreTable.of(scored), seed);
    }

    static Evaluation of(ScoreTable table, double threshold, long seed) {
        return new Evaluation(
                ScoreMetrics.of(table, seed), threshold, ScoreCurves.at(threshold, table), ScoreCurves.of(table));
    }
}
