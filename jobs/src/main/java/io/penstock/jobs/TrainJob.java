package io.penstock.jobs;

import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.base.Verdict;
import io.penstock.features.Catalog;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Layout;
import io.penstock.lake.SliceRecord;
import io.penstock.training.Act;
import io.penstock.training.Contest;
import io.penstock.training.Decision;
import io.penstock.training.Evaluations;
import io.penstock.training.Evidence;
import io.penstock.training.Metric;
import io.penstock.training.Metrics;
import io.penstock.training.Model;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.PromotionGate;
import io.penstock.training.Registered;
import io.penstock.training.TrainedModel;
import io.penstock.training.Trainer;
import io.penstock.training.TrainingData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A frozen training set to a registered model, and the promotion gate's decision on it. */
final class TrainJob {

    private TrainJob() {}

    static StepResult run(RunContext context, ModelSpec spec, Instant asOf) {
        return context.step("train", "models/" + spec.name(), () -> train(context, spec, asOf));
    }

    private static StepResult train(RunContext context, ModelSpec spec, Instant asOf) {
        CommitRecord frozen = frozen(context, spec, asOf);
        TrainingData data = data(context, spec, frozen);
        TrainedModel trained = Trainer.train(spec, data, context.run());
        Model model = trained.model();
        model.save(context.spark(), context.lake().root());
        Evaluations.of(trained).save(context.spark(), context.lake().root(), spec.name(), model.digest());
        ModelRegistry registry = ModelRegistry.of(context.lake());
        Act act = new Act(context.run().job(), asOf, Optional.of(context.run().id()));
        Registered registered = registry.register(spec.name(), model.digest(), act);
        Evidence evidence = evidence(context, spec, data, trained, registry, registered, asOf);
        evidence.save(context.spark(), context.lake().root());
        Decision decision = PromotionGate.decide(spec.promote(), evidence);
        Optional<ModelEvent> event = registry.decide(registered.version(), decision, evidence.digest(), act);
        return result(spec, frozen, trained, registered, evidence, decision, event);
    }

    /** The set's newest version; it must have been frozen as of the very instant asked for. */
    private static CommitRecord frozen(RunContext context, ModelSpec spec, Instant asOf) {
        String table = spec.data().table();
        CommitRecord newest = context.lake().history(table).stream()
                .filter(commit -> commit.slices().containsKey(Layout.WHOLE))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        table + " does not exist: run `penstock training-set " + spec.name() + " --date ...` first"));
        String frozenAsOf = String.valueOf(newest.details().get("as_of"));
        if (!frozenAsOf.equals(asOf.toString())) {
            throw new UserError(newest.version() + " was frozen as of " + frozenAsOf + ", not " + asOf
                    + ": run `penstock training-set " + spec.name() + "` with the same --date first");
        }
        return newest;
    }

    private static TrainingData data(RunContext context, ModelSpec spec, CommitRecord frozen) {
        Catalog catalog = context.project().catalog();
        List<String> key =
                catalog.feed(catalog.source(spec.data().spine().source())).key();
        SliceRecord slice = frozen.slices().get(Layout.WHOLE);
        Map<String, String> views = new TreeMap<>();
        ((Map<?, ?>) frozen.details().get("views"))
                .forEach((view, hash) -> views.put(view.toString(), hash.toString()));
        Map<String, Object> manifest = new LinkedHashMap<>(frozen.details());
        manifest.put("training_set", frozen.version().toString());
        manifest.put("content_hash", slice.hash());
        manifest.put("rows", slice.rows());
        manifest.put(
                "parents", frozen.parents().stream().map(TableVersion::toString).toList());
        return new TrainingData(context.lake().read(frozen.version()), key, views, manifest);
    }

    private static Evidence evidence(
            RunContext context,
            ModelSpec spec,
            TrainingData data,
            TrainedModel trained,
            ModelRegistry registry,
            Registered registered,
            Instant asOf) {
        Optional<Contest.Champion> champion = registry.championAt(spec.name(), asOf)
                .filter(version -> !version.equals(registered.version()))
                .map(version -> new Contest.Champion(
                        version, Model.load(context.spark(), context.lake().root(), spec.name(), version.digest())));
        return Contest.of(spec, data, trained, champion, registry.approvals(registered.version()));
    }

    private static StepResult result(
            ModelSpec spec,
            CommitRecord frozen,
            TrainedModel trained,
            Registered registered,
            Evidence evidence,
            Decision decision,
            Optional<ModelEvent> event) {
        TreeMap<String, Long> rows =
                new TreeMap<>(Map.of("in", frozen.slices().get(Layout.WHOLE).rows()));
        TreeMap<String, Double> metrics =
                new TreeMap<>(metrics("test_", trained.test().metrics()));
        metrics.putAll(metrics("validation_", trained.validation().metrics()));
        evidence.baseline().ifPresent(baseline -> metrics.putAll(metrics("baseline_", baseline)));
        metrics.put("trees", (double) trained.model().manifest().trees());
        List<String> reasons = new ArrayList<>();
        reasons.add(registered.version() + " (" + trained.model().digest().substring(0, 12) + ") " + name(decision)
                + ": " + decision.reason());
        boolean changed = registered.verdict() == Verdict.OK || event.isPresent();
        return new StepResult(
                "train",
                "models/" + spec.name(),
                changed ? Verdict.OK : Verdict.NOTHING_TO_DO,
                Optional.of(new TableVersion(
                        "models/" + spec.name(), registered.version().version())),
                List.of(frozen.version()),
                rows,
                metrics,
                reasons,
                0);
    }

    private static Map<String, Double> metrics(String prefix, Metrics metrics) {
        Map<String, Double> values = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            values.put(prefix + metric.sqlName(), metrics.of(metric).value());
        }
        return values;
    }

    private static String name(Decision decision) {
        return decision.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
