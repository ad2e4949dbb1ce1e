package io.penstock.training;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.UserError;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Positives and negatives of every distinct score of every day, by falling score: all that the metrics need.
 *
 * @param day index of the entry's day
 * @param days how many there are
 */
record ScoreTable(double[] score, int[] day, long[] positives, long[] negatives, int days) {
    private static final int DAY = 0;
    private static final int SCORE = 1;
    private static final int PART = 2;
    private static final int ROWS = 3;
    private static final int POSITIVES = 4;
    private static final int NEGATIVES = 5;

    static final ScoreTable EMPTY = new ScoreTable(new double[0], new int[0], new long[0], new long[0], 0);

    /** Counts rows with columns score, label (0.0 or 1.0) and moment; one aggregate. */
    static ScoreTable of(Dataset<Row> scored) {
        return of(counts(scored, lit(true))).withBothLabels();
    }

    /** A table for each part of the rows; one aggregate. */
    static Map<Row, ScoreTable> by(Dataset<Row> scored, Column part) {
        Map<Row, ScoreTable> tables = new LinkedHashMap<>();
        counts(scored, part).stream()
                .collect(groupingBy(row -> row.getStruct(PART), LinkedHashMap::new, toList()))
                .forEach((key, rows) -> tables.put(key, of(rows)));
        return tables;
    }

    private static ScoreTable of(List<Row> counts) {
        List<String> days = counts.stream()
                .map(row -> row.getString(DAY))
                .distinct()
                .sorted()
                .toList();
        return new ScoreTable(
                counts.stream().mapToDouble(row -> row.getDouble(SCORE)).toArray(),
                counts.stream()
                        .mapToInt(row -> Collections.binarySearch(days, row.getString(DAY)))
                        .toArray(),
                counts.stream().mapToLong(row -> row.getLong(POSITIVES)).toArray(),
                counts.stream().mapToLong(row -> row.getLong(NEGATIVES)).toArray(),
                days.size());
    }

    /** The log losses of each day, summed in the order of scores: the same however the rows came; one aggregate. */
    static SortedMap<String, PastScores.DayLoss> losses(Dataset<Row> scored) {
        SortedMap<String, PastScores.DayLoss> losses = new TreeMap<>();
        for (Row row : counts(scored, lit(true))) {
            double loss = row.getLong(POSITIVES) * ScoreMetrics.lossOfOne(row.getDouble(SCORE))
                    + row.getLong(NEGATIVES) * ScoreMetrics.lossOfZero(row.getDouble(SCORE));
            losses.merge(
                    row.getString(DAY),
                    new PastScores.DayLoss(row.getLong(ROWS), loss),
                    (a, b) -> new PastScores.DayLoss(a.rows() + b.rows(), a.sum() + b.sum()));
        }
        return losses;
    }

    private static List<Row> counts(Dataset<Row> scored, Column part) {
        List<Row> counts = scored.groupBy(
                        to_date(col(TrainingData.MOMENT)).cast("string").as("day"), col(Scorer.SCORE), part)
                .agg(
                        count(lit(1)).as("rows"),
                        sum(when(col(TrainingData.LABEL).equalTo(1.0), 1L).otherwise(0L)),
                        sum(when(col(TrainingData.LABEL).equalTo(0.0), 1L).otherwise(0L)))
                .collectAsList();
        return counts.stream()
                .map(ScoreTable::checked)
                .sorted(Comparator.comparingDouble((Row row) -> -row.getDouble(SCORE))
                        .thenComparing(row -> row.getString(DAY)))
                .toList();
    }

    private static Row checked(Row row) {
        if (row.isNullAt(DAY) || row.isNullAt(SCORE)) {
            throw new UserError(row.getLong(ROWS) + " rows to evaluate have no "
                    + (row.isNullAt(DAY) ? TrainingData.MOMENT : Scorer.SCORE) + "; every scored row has one");
        }
        long unlabelled = row.getLong(ROWS) - row.getLong(POSITIVES) - row.getLong(NEGATIVES);
        if (unlabelled != 0) {
            throw new UserError(unlabelled + " rows of " + LocalDate.parse(row.getString(DAY))
                    + " have a label that is not 0 or 1; drop rows without a label first");
        }
        return row;
    }

    /** This table, if both labels occur. */
    ScoreTable withBothLabels() {
        if (!hasBothLabels()) {
            throw new UserError("cannot evaluate " + rows() + " rows of which " + ones()
                    + " have label 1: both labels must occur; take a longer span");
        }
        return this;
    }

    boolean hasBothLabels() {
        return ones() > 0 && ones() < rows();
    }

    long ones() {
        return Arrays.stream(positives).sum();
    }

    long rows() {
        return ones() + Arrays.stream(negatives).sum();
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
