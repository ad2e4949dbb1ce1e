package io.penstock.training;

import io.penstock.base.Run;
import io.penstock.base.Together;
import io.penstock.validation.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Trains a frozen training set into a model: the same rows and the same definition give the same bytes. */
public final class Trainer {
    private Trainer() {}

    /**
     * Spark settings that a training session wants: workers that find no slot are told so at once, not after ten minutes;
     * a worker that hangs in native code after its training was ended gives its slot back.
     */
    public static Map<String, String> settings() {
        return Map.of(
                "spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "2s",
                "spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "3",
                "spark.task.reaper.enabled", "true",
                "spark.task.reaper.pollingInterval", "1s",
                "spark.task.reaper.killTimeout", "10s");
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
        Known known = new Known(spec, data, encoding, rows, parameters, run.codeVersion());
        Supplier<Forest> forest = () -> Forest.grow(spec, data, encoding, parameters);
        Supplier<Beside> beside = () -> new Beside(
                Profile.of(data.split(TrainingData.TRAIN), encoding.names(), TrainingData.MOMENT),
                Baseline.evaluate(spec, data));
        Draft draft = known.both(forest, beside, (grown, measured) -> new Draft(known, grown, measured));
        return draft.finish();
    }

    /** What is settled before a tree is there. */
    private record Known(
            ModelSpec spec,
            TrainingData data,
            Encoding encoding,
            Map<String, Long> rows,
            Map<String, Object> parameters,
            String codeVersion) {

        /** Two steps at a time where trees leave room for it. */
        <A, B, R> R both(Supplier<A> first, Supplier<B> second, BiFunction<A, B, R> together) {
            return Forest.growsAlone(spec, parameters)
                    ? Together.both(first, second, together)
                    : together.apply(first.get(), second.get());
        }
    }

    /** What needs no tree. */
    private record Beside(Profile profile, Optional<Metrics> baseline) {}

    /** A model on its way: trees are there, what they are worth is not known yet. */
    private record Draft(Known known, Forest forest, Beside beside) {

        TrainedModel finish() {
            return known.both(this::pastScores, this::measured, this::trained);
        }

        private TrainedModel trained(Optional<PastScores> past, Measured measured) {
            Map<String, Metrics> metrics = Map.of(
                    TrainingData.VALIDATION, measured.validation.metrics(), TrainingData.TEST, measured.test.metrics());
            ModelManifest manifest = manifest(measured.threshold, metrics);
            Model model = Model.of(manifest, forest.model(), beside.profile, measured.golden, past);
            return new TrainedModel(model, measured.validation, measured.test, measured.slices, beside.baseline);
        }

        private Measured measured() {
            Model unmeasured = unmeasured(forest);
            ScoreTable validation = ScoreTable.of(scored(unmeasured, TrainingData.VALIDATION));
            double threshold = Thresholds.of(known.spec.decide(), validation);
            long seed = known.spec.train().seed();
            SlicedScores test = SlicedScores.of(
                    scored(unmeasured, TrainingData.TEST), known.encoding.inputs(), beside.profile, seed);
            return new Measured(
                    threshold,
                    Evaluation.of(validation, threshold, seed),
                    Evaluation.of(test.all(), threshold, seed),
                    test.slices(),
                    GoldenRows.choose(known.data, unmeasured));
        }

        private Optional<PastScores> pastScores() {
            TreeSet<String> days = new TreeSet<>();
            beside.profile.columns().forEach(column -> days.addAll(column.days().keySet()));
            return known.spec.monitor().flatMap(Monitor::drift).flatMap(drift -> new Folds(
                            known.spec, known.data, known.encoding, known.parameters, forest.rounds())
                    .score(days, this::unmeasured));
        }

        private Dataset<Row> scored(Model model, String split) {
            return Scorer.score(known.data.split(split), known.data.viewHashes(), model);
        }

        private Model unmeasured(Forest grown) {
            return Model.of(
                    manifest(0.5, Map.of()), grown.model(), new Profile(1, 0, List.of()), new Golden(List.of()));
        }

        private ModelManifest manifest(double threshold, Map<String, Metrics> metrics) {
            return new ModelManifest(
                    ModelManifest.SCHEMA_VERSION,
                    known.spec.name(),
                    known.encoding.inputs(),
                    known.data.viewHashes(),
                    threshold,
                    metrics,
                    forest.gains(),
                    known.rows,
                    known.parameters,
                    known.spec.train().rounds(),
                    known.spec.train().earlyStopping(),
                    forest.rounds(),
                    forest.placement(),
                    Trees.version(),
                    known.codeVersion,
                    known.data.manifest());
        }
    }

    /** What the trees are worth. */
    private record Measured(
            double threshold, Evaluation validation, Evaluation test, List<Slice> slices, Golden golden) {}
}
