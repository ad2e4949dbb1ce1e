package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.UserError;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Positives and negatives of every distinct score of every day, by falling score: all that the metrics need.
 *
 * @param day index of the entry's day
 * @param days how many there are
 */
record ScoreTable(double[] score, int[] day, long[] positives, long[] negatives, int days) {

    /** Counts rows with columns score, label (0.0 or 1.0) and moment; one aggregate. */
    static ScoreTable of(Dataset<Row> scored) {
        List<Row> counts = counts(scored);
        List<String> days = List.copyOf(counts.stream()
                .map(row -> row.getString(0))
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
        ScoreTable table = new ScoreTable(
                counts.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
                counts.stream()
                        .mapToInt(row -> java.util.Collections.binarySearch(days, row.getString(0)))
                        .toArray(),
                counts.stream().mapToLong(row -> row.getLong(3)).toArray(),
                counts.stream().mapToLong(row -> row.getLong(4)).toArray(),
                days.size());
        table.refuseOneClass();
        return table;
    }

    /** The log losses of each day, summed in the order of scores: the same however the rows came; one aggregate. */
    static SortedMap<String, PastScores.DayLoss> losses(Dataset<Row> scored) {
        SortedMap<String, PastScores.DayLoss> losses = new TreeMap<>();
        for (Row row : counts(scored)) {
            double loss = row.getLong(3) * ScoreMetrics.lossOfOne(row.getDouble(1))
                    + row.getLong(4) * ScoreMetrics.lossOfZero(row.getDouble(1));
            losses.merge(
                    row.getString(0),
                    new PastScores.DayLoss(row.getLong(2), loss),
                    (a, b) -> new PastScores.DayLoss(a.rows() + b.rows(), a.sum() + b.sum()));
        }
        return losses;
    }

    private static List<Row> counts(Dataset<Row> scored) {
        List<Row> counts = scored.groupBy(
                        to_date(col(TrainingData.MOMENT)).cast("string").as("day"), col(Scorer.SCORE))
                .agg(
                        count(lit(1)).as("rows"),
                        sum(when(col(TrainingData.LABEL).equalTo(1.0), 1L).otherwise(0L)),
                        sum(when(col(TrainingData.LABEL).equalTo(0.0), 1L).otherwise(0L)),
                        functions.count(col(Scorer.SCORE)))
                .collectAsList();
        return counts.stream()
                .map(ScoreTable::checked)
                .sorted(Comparator.comparingDouble((Row row) -> -row.getDouble(1))
                        .thenComparing(row -> row.getString(0)))
                .toList();
    }

    private static Row checked(Row row) {
        if (row.isNullAt(0) || row.isNullAt(1)) {
            throw new UserError(row.getLong(2) + " rows to evaluate have no "
                    + (row.isNullAt(0) ? TrainingData.MOMENT : Scorer.SCORE) + "; every scored row has one");
        }
        if (row.getLong(3) + row.getLong(4) != row.getLong(2)) {
            throw new UserError(
                    (row.getLong(2) - row.getLong(3) - row.getLong(4)) + " rows of " + LocalDate.parse(row.getString(0))
                            + " have a label that is not 0 or 1; drop rows without a label first");
        }
        return row;
    }

    private void refuseOneClass() {
        long ones = Arrays.stream(positives).sum();
        long zeros = Arrays.stream(negatives).sum();
        if (ones == 0 || zeros == 0) {
            throw new UserError("cannot evaluate " + (ones + zeros) + " rows of which " + ones
                    + " have label 1: both labels must occur; take a longer span");
        }
    }

    int size() {
        return score.length;
    }

    /** Every day once. */
    int[] eachDayOnce() {
        int[] weights = new int[days];
        Arrays.fill(weights, 1);
        return weights;
    }
}
