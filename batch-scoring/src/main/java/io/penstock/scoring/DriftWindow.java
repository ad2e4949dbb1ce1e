package io.penstock.scoring;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.DateRange;
import io.penstock.base.TableVersion;
import io.penstock.features.Catalog;
import io.penstock.features.Inputs;
import io.penstock.features.ModelFrame;
import io.penstock.lake.Lake;
import io.penstock.training.Model;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import io.penstock.training.Scorer;
import io.penstock.training.TrainingData;
import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts the days of a window by a model's frozen bins: one scan of the frame for all inputs, one of the predictions, one
 * of the labelled predictions.
 */
record DriftWindow(Lake lake, Catalog catalog, ModelSpec spec, ModelVersion version, Model model, LocalDate date) {

    /** The inputs on the window's days that have all their sources and features, scored or not. */
    Profile inputs() {
        DayFrame frame = new DayFrame(lake, catalog, new Inputs(lake, catalog), spec);
        List<LocalDate> complete = days().days().stream()
                .filter(day -> frame.missing(new DateRange(day, day)).isEmpty())
                .toList();
        if (complete.isEmpty()) {
            return emptied(model.profile());
        }
        Dataset<Row> rows = frame.rows(complete);
        List<String> columns = Arrays.asList(rows.columns());
        return count(only(model.profile(), columns::contains), rows);
    }

    /** The scores that this very version gave on the window's days. */
    Profile scores(Profile past) {
        Profile reference = only(past, Scorer.SCORE::equals);
        return predictions()
                .map(table -> count(
                        reference,
                        labelled()
                                .live(table)
                                .where(col("model_version")
                                        .equalTo(version.version())
                                        .and(col("date").between(days().from(), days().to())))))
                .orElseGet(() -> emptied(reference));
    }

    /** The labels of scored rows, in the window that ends when they can all be known; null where they are not. */
    Profile labels(Profile past) {
        Profile reference = only(past, TrainingData.LABEL::equals);
        return predictions()
                .map(table -> count(reference, labelled().at(table, new DateRange(date, date).end())))
                .orElseGet(() -> emptied(reference));
    }

    Optional<TableVersion> predictions() {
        return lake.latest(BatchScorer.table(spec));
    }

    private LabelledPredictions labelled() {
        return new LabelledPredictions(lake, catalog, spec);
    }

    private DateRange days() {
        long days = Math.max(1, LabelledPredictions.window(spec).toDays());
        return new DateRange(date.minusDays(days - 1), date);
    }

    private static Profile count(Profile reference, Dataset<Row> rows) {
        return reference.count(rows, ModelFrame.MOMENT);
    }

    private static Profile only(Profile profile, Predicate<String> columns) {
        return new Profile(
                profile.schemaVersion(),
                profile.rows(),
                profile.columns().stream()
                        .filter(column -> columns.test(column.name()))
                        .toList());
    }

    private static Profile emptied(Profile profile) {
        return new Profile(
                profile.schemaVersion(),
                0,
                profile.columns().stream()
                        .map(column -> new ColumnProfile(
                                column.name(),
                                column.bins(),
                                Optional.empty(),
                                Collections.nCopies(column.bins().size(), 0L),
                                Map.of()))
                        .toList());
    }
}
