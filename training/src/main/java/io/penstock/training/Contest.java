package io.penstock.training;

import io.penstock.base.UserError;
import io.penstock.training.Evidence.Rival;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gathers what the promotion gate decides on: the new model, the baseline and the champion on the same test rows. */
public final class Contest {
    private Contest() {}

    /**
     * Measures the rivals of a model just trained.
     *
     * @param champion the model in force, loaded, and its version; empty for the first
     */
    public static Evidence of(
            ModelSpec spec, TrainingData data, TrainedModel trained, Optional<Champion> champion, int approvals) {
        return new Evidence(
                spec.name(),
                trained.model().digest(),
                trained.test().metrics(),
                trained.model().manifest().gains(),
                trained.baseline(),
                champion.map(one -> rival(spec, data, one)),
                approvals);
    }

    /** A champion and the model behind it. */
    public record Champion(ModelVersion version, Model model) {}

    private static Rival rival(ModelSpec spec, TrainingData data, Champion champion) {
        Optional<Metrics> metrics = Optional.empty();
        String obstacle = "";
        try {
            Dataset<Row> scored = Scorer.score(data.split(TrainingData.TEST), data.viewHashes(), champion.model());
            metrics = Optional.of(
                    ScoreMetrics.of(ScoreTable.of(scored), spec.train().seed()));
        } catch (UserError other) {
            obstacle = other.getMessage();
        }
        return new Rival(champion.version().version(), champion.version().digest(), metrics, obstacle);
    }
}
