package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.penstock.base.Together;
import io.penstock.validation.Profile;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores the train split out of fold: weeks take turns, each half is scored by trees grown from the other.
 *
 * <p>The trees are grown with the model's parameters and as many rounds as it kept. A split of less than four weeks is cut by
 * days instead.
 */
record Folds(ModelSpec spec, TrainingData data, Encoding encoding, Map<String, Object> parameters, int rounds) {
    private static final int FOLDS = 2;
    private static final int WEEK = 7;
    private static final int WEEKS = 4;

    /**
     * The scores' and labels' profile; empty where all rows are of one day.
     *
     * @param days of the train split, in ISO form
     * @param model makes a model that scores of trees
     */
    Optional<PastScores> score(TreeSet<String> days, Function<Forest, Model> model) {
        if (days.size() < FOLDS) {
            return Optional.empty();
        }
        LocalDate first = LocalDate.parse(days.first());
        long span = ChronoUnit.DAYS.between(first, LocalDate.parse(days.last())) + 1;
        int foldDays = span < WEEKS * WEEK ? 1 : WEEK;
        Column fold = expr("pmod(unix_date(to_date(" + TrainingData.MOMENT + ")) div " + foldDays + ", " + FOLDS + ")");
        Function<Integer, Dataset<Row>> scored = left -> scored(fold.equalTo(left), model);
        Stream<Dataset<Row>> parts = Forest.growsAlone(spec, parameters)
                ? Together.map(List.of(0, 1), scored).stream()
                : Stream.of(0, 1).map(scored);
        // Two scans read it, and scoring costs more than these three columns.
        Dataset<Row> past = parts.reduce(Dataset::unionByName).orElseThrow().cache();
        try {
            Profile profile = Profile.of(past, List.of(Scorer.SCORE, TrainingData.LABEL), TrainingData.MOMENT);
            return Optional.of(new PastScores(
                    PastScores.SCHEMA_VERSION, TrainingData.TRAIN, FOLDS, foldDays, profile, ScoreTable.losses(past)));
        } finally {
            past.unpersist();
        }
    }

    private Dataset<Row> scored(Column left, Function<Forest, Model> model) {
        TrainingData others = new TrainingData(
                data.rows().where(left.equalTo(false)), data.key(), data.viewHashes(), data.manifest());
        Forest forest = Forest.again(spec, others, encoding, parameters, rounds);
        return Scorer.score(data.split(TrainingData.TRAIN).where(left), data.viewHashes(), model.apply(forest))
                .select(col(Scorer.SCORE), col(TrainingData.LABEL), col(TrainingData.MOMENT));
    }
}
