package io.penstock.jobs.report;

import io.penstock.lake.Lake;
import io.penstock.training.Confusion;
import io.penstock.training.Curves;
import io.penstock.training.Estimate;
import io.penstock.training.Evaluation;
import io.penstock.training.Evaluations;
import io.penstock.training.Evidence;
import io.penstock.training.Metric;
import io.penstock.training.Metrics;
import io.penstock.training.ModelManifest;
import io.penstock.training.ModelVersion;
import io.penstock.training.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The card of a version: what its manifest says, and what it was judged by if that was kept. */
final class CardReading {
    private static final List<String> SPLITS = List.of("train", "validation", "test");

    private static final Map<String, String> LEFT_OUT =
            new TreeMap<>(Map.of("label_missing", "left out without label", "in_gap", "left out in gaps"));

    private CardReading() {}

    static CardFacts read(
            SparkSession spark, Lake lake, ModelVersion version, String alias, Optional<String> evidenceDigest) {
        ModelManifest manifest = new ModelFolder(spark, lake, version).manifest();
        Optional<Evaluations> evaluations = Evaluations.load(spark, lake.root(), version.model(), version.digest());
        Optional<Evaluation> test = evaluations.map(Evaluations::test);
        Optional<Evidence> evidence =
                evidenceDigest.flatMap(digest -> Evidence.load(spark, lake.root(), version.model(), digest));
        return new CardFacts(
                version.version(),
                version.digest(),
                alias,
                pins(manifest),
                settings(manifest),
                splits(manifest),
                evidence.flatMap(Evidence::baseline).map(CardReading::measures).orElse(List.of()),
                test.map(evaluation -> curves(evaluation.curves())),
                test.map(evaluation -> confusion(evaluation.threshold(), evaluation.confusion())),
                manifest.gains().stream()
                        .map(gain -> new GainFacts(gain.input(), gain.share()))
                        .toList(),
                evaluations.map(Evaluations::slices).orElse(List.of()).stream()
                        .map(CardReading::slice)
                        .toList());
    }

    private static List<String> pins(ModelManifest manifest) {
        List<String> pins = new ArrayList<>();
        Object set = manifest.data().get("training_set");
        if (set != null) {
            pins.add(set.toString());
        }
        if (manifest.data().get("parents") instanceof List<?> parents) {
            parents.forEach(parent -> pins.add(parent.toString()));
        }
        return pins;
    }

    private static List<CardFacts.Setting> settings(ModelManifest manifest) {
        List<CardFacts.Setting> settings = new ArrayList<>(period(manifest));
        settings.addAll(leftOut(manifest));
        settings.add(new CardFacts.Setting("trees", manifest.trees() + " of " + manifest.rounds()));
        new TreeMap<>(manifest.parameters())
                .forEach((name, value) -> settings.add(new CardFacts.Setting(name, String.valueOf(value))));
        settings.add(new CardFacts.Setting("xgboost", manifest.xgboostVersion()));
        return settings;
    }

    /** The moments of its rows, by day. */
    private static List<CardFacts.Setting> period(ModelManifest manifest) {
        return Stream.of("from", "to")
                .filter(end -> manifest.data().get(end) != null)
                .map(end -> new CardFacts.Setting(
                        "rows " + end,
                        SafeText.clip(manifest.data().get(end).toString(), "2013-01-01".length() + 1)
                                .replace("…", "")))
                .toList();
    }

    /** Rows of the spine that did not become rows of the training set. */
    private static List<CardFacts.Setting> leftOut(ModelManifest manifest) {
        if (!(manifest.data().get("counts") instanceof Map<?, ?> counts)) {
            return List.of();
        }
        return LEFT_OUT.entrySet().stream()
                .filter(count -> counts.get(count.getKey()) instanceof Number)
                .map(count -> new CardFacts.Setting(
                        count.getValue(), Format.count(((Number) counts.get(count.getKey())).longValue())))
                .toList();
    }

    private static List<SplitFacts> splits(ModelManifest manifest) {
        return SPLITS.stream()
                .filter(manifest.rows()::containsKey)
                .map(name -> {
                    Optional<Metrics> metrics =
                            Optional.ofNullable(manifest.metrics().get(name));
                    return new SplitFacts(
                            name,
                            manifest.rows().get(name),
                            metrics.map(Metrics::positives).orElse(-1L),
                            metrics.map(CardReading::measures).orElse(List.of()));
                })
                .toList();
    }

    private static List<Measure> measures(Metrics metrics) {
        return Arrays.stream(Metric.values())
                .filter(metric -> Objects.nonNull(metrics.of(metric)))
                .map(metric -> {
                    Estimate estimate = metrics.of(metric);
                    return new Measure(metric.sqlName(), estimate.value(), estimate.low(), estimate.high());
                })
                .toList();
    }

    private static SliceFacts slice(Slice slice) {
        return new SliceFacts(
                slice.column(),
                slice.value(),
                slice.rows(),
                slice.positives(),
                slice.metrics().flatMap(metrics -> Measure.named(Metric.AUC.sqlName(), measures(metrics))));
    }

    private static CurveFacts curves(Curves curves) {
        return new CurveFacts(
                curves.roc().stream()
                        .map(point -> new CurveFacts.Point(point.x(), point.y()))
                        .toList(),
                curves.pr().stream()
                        .map(point -> new CurveFacts.Point(point.x(), point.y()))
                        .toList(),
                curves.calibration().stream()
                        .map(bin -> new CurveFacts.Bin(bin.meanScore(), bin.observed(), bin.rows()))
                        .toList());
    }

    private static ConfusionFacts confusion(double threshold, Confusion confusion) {
        return new ConfusionFacts(
                threshold,
                confusion.truePositives(),
                confusion.falsePositives(),
                confusion.falseNegatives(),
                confusion.trueNegatives());
    }
}
