package io.penstock.training;

import io.penstock.base.Run;
import io.penstock.validation.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Trains a frozen training set into a model: the same rows and the same definition give the same bytes. */
public final class Trainer {
    private Trainer() {}

    /**
     * Spark settings that a training session wants: workers that find no slot are told so at once, not after ten minutes.
     */
    public static Map<String, String> settings() {
        return Map.of(
                "spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "2s",
                "spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "3");
    }

    /**
     * Checks labels, encodes, trains on {@code train} until {@code validation} gains no more, evaluates on both {@code
     * validation} and {@code test}.
     *
     * @param run gives the code version; its id and clock stay out of the model
     */
    public static TrainedModel train(ModelSpec spec, TrainingData data, Run run) {
        String device =
                Machine.of(data.rows().sparkSession()).device(spec.train().device(), spec.name());
        Map<String, Object> parameters = Parameters.of(spec, device);
        Map<String, Long> rows = Labels.check(spec.name(), data);
        Encoding encoding = Inputs.fit(spec, data);
        Forest forest = Forest.grow(spec, data, encoding, parameters);
        Draft draft = new Draft(spec, data, encoding, forest, rows, parameters, run.codeVersion());
        return draft.finish();
    }

    /** A model on its way: trees are there, what they are worth is not known yet. */
    private record Draft(
            ModelSpec spec,
            TrainingData data,
            Encoding encoding,
            Forest forest,
            Map<String, Long> rows,
            Map<String, Object> parameters,
            String codeVersion) {

        TrainedModel finish() {
            Model unmeasured = unmeasured(forest);
            ScoreTable validationScores = scores(unmeasured, TrainingData.VALIDATION);
            double threshold = Thresholds.of(spec.decide(), validationScores);
            Evaluation validation =
                    Evaluation.of(validationScores, threshold, spec.train().seed());
            Evaluation test = Evaluation.of(
                    scores(unmeasured, TrainingData.TEST),
                    threshold,
                    spec.train().seed());
            ModelManifest manifest = manifest(
                    threshold,
                    Map.of(TrainingData.VALIDATION, validation.metrics(), TrainingData.TEST, test.metrics()));
            Profile profile = Profile.of(data.split(TrainingData.TRAIN), encoding.names(), TrainingData.MOMENT);
            Golden golden = GoldenRows.choose(data, unmeasured);
            Model model = Model.of(manifest, forest.model(), profile, golden, pastScores(profile));
            return new TrainedModel(model, validation, test);
        }

        private Optional<PastScores> pastScores(Profile profile) {
            TreeSet<String> days = new TreeSet<>();
            profile.columns().forEach(column -> days.addAll(column.days().keySet()));
            return spec.monitor().flatMap(Monitor::drift).flatMap(drift -> new Folds(
                            spec, data, encoding, parameters, forest.rounds())
                    .score(days, this::unmeasured));
        }

        private ScoreTable scores(Model model, String split) {
            Dataset<Row> scored = Scorer.score(data.split(split), data.viewHashes(), model);
            return ScoreTable.of(scored);
        }

        private Model unmeasured(Forest grown) {
            return Model.of(
                    manifest(0.5, Map.of()), grown.model(), new Profile(1, 0, List.of()), new Golden(List.of()));
        }

        private ModelManifest manifest(double threshold, Map<String, Metrics> metrics) {
            return new ModelManifest(
                    ModelManifest.SCHEMA_VERSION,
                    spec.name(),
                    encoding.inputs(),
                    data.viewHashes(),
                    threshold,
                    metrics,
                    forest.gains(),
                    rows,
                    parameters,
                    spec.train().rounds(),
                    spec.train().earlyStopping(),
                    forest.rounds(),
                    forest.placement(),
                    Trees.version(),
                    codeVersion,
                    data.manifest());
        }
    }
}
