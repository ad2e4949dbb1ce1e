package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Checks labels before XGBoost sees them: a null label would end the JVM. */
final class Labels {
    private Labels() {}

    /** Rows of each split; refuses an empty split, a label that is not 0 or 1, a split with one label only. */
    static Map<String, Long> check(String model, TrainingData data) {
        Column label = col(TrainingData.LABEL);
        Map<String, Row> bySplit = new LinkedHashMap<>();
        data.rows()
                .groupBy(TrainingData.SPLIT)
                .agg(
                        count(lit(1)),
                        sum(when(label.isNull(), 1L).otherwise(0L)),
                        sum(when(label.equalTo(0.0), 1L).otherwise(0L)),
                        sum(when(label.equalTo(1.0), 1L).otherwise(0L)))
                .collectAsList()
                .forEach(row -> bySplit.put(row.getString(0), row));
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String split : List.of(TrainingData.TRAIN, TrainingData.VALIDATION, TrainingData.TEST)) {
            Row counts = bySplit.get(split);
            if (counts == null) {
                throw new UserError("the training set of model " + model + " has no row in split " + split + " (it has "
                        + bySplit.keySet() + "): take a longer span, or shorten the other splits");
            }
            check(model, split, counts);
            rows.put(split, counts.getLong(1));
        }
        return rows;
    }

    private static void check(String model, String split, Row counts) {
        long nulls = counts.getLong(2);
        long zeros = counts.getLong(3);
        long ones = counts.getLong(4);
        long others = counts.getLong(1) - nulls - zeros - ones;
        String where = "in split " + split + " of the training set of model " + model;
        if (nulls > 0) {
            throw new UserError(nulls + " of " + counts.getLong(1) + " labels " + where
                    + " are null: drop rows without a label (label: {missing: drop})");
        }
        if (others > 0) {
            throw new UserError(others + " of " + counts.getLong(1) + " labels " + where
                    + " are neither 0 nor 1, which binary:logistic asks for: make the label's value a condition");
        }
        if (zeros == 0 || ones == 0) {
            throw new UserError("all " + counts.getLong(1) + " labels " + where + " are " + (ones > 0 ? 1 : 0)
                    + ": there is nothing to learn or to measure; take a longer span or another label");
        }
    }
}
