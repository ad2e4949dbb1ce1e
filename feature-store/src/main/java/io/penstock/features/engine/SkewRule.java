package io.penstock.features.engine;

import io.penstock.base.UserError;
import io.penstock.lake.RowEstimate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * When hot keys are looked for and split; from the settings {@code spark.penstock.skew.*}.
 *
 * @param rows the estimated rows of an exchange from which on its keys are counted; 0 never counts
 * @param share of the mean rows of a partition: with more than it a bucket of keys is hot, and its pieces get about as many
 * @param gain what the largest task may at most still have of its rows for the split to be taken
 */
record SkewRule(long rows, double share, double gain) {
    static final String ROWS = "spark.penstock.skew.rows";

    static SkewRule of(SparkSession session) {
        return new SkewRule(
                (long) number(session, ROWS, "5000000"),
                number(session, "spark.penstock.skew.share", "0.5"),
                number(session, "spark.penstock.skew.gain", "0.7"));
    }

    private static double number(SparkSession session, String name, String otherwise) {
        String text = session.conf().get(name, otherwise);
        try {
            double number = Double.parseDouble(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name, text, e);
        }
        throw refused(name, text, null);
    }

    private static UserError refused(String name, String text, Exception cause) {
        return new UserError("setting " + name + " is " + text + "; it must be a number, 0 or more", cause);
    }

    /** Why an exchange of these inputs is not even counted, if it is not. */
    Optional<String> reasonAgainst(List<Dataset<Row>> inputs, int partitions) {
        if (rows == 0 || partitions == 1) {
            return Optional.of(rows == 0 ? ROWS + " is 0" : "there is one partition");
        }
        long estimate = RowEstimate.beforeFilters(inputs);
        if (estimate >= rows) {
            estimate = RowEstimate.afterFilters(inputs);
        }
        return estimate >= rows
                ? Optional.empty()
                : Optional.of("about " + estimate + " rows, counted from " + rows + " on");
    }
}
