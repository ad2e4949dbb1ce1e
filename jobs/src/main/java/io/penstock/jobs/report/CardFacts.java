package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A version of a model: what it was made of and how good it is.
 *
 * @param alias {@code champion}, {@code challenger} or empty
 * @param pins inputs as {@code table@version}, the training set first
 * @param settings of the training, by name, as text
 * @param splits in order of time
 * @param baseline metrics of the baseline on the test rows; empty if it was not kept
 * @param curves on the test split; empty if they were not kept
 * @param confusion on the test split; empty if it was not kept
 * @param gains inputs by falling share
 * @param slices of the test split, by column; empty if they were not kept
 */
record CardFacts(
        long version,
        String digest,
        String alias,
        List<String> pins,
        List<Setting> settings,
        List<SplitFacts> splits,
        List<Measure> baseline,
        Optional<CurveFacts> curves,
        Optional<ConfusionFacts> confusion,
        List<GainFacts> gains,
        List<SliceFacts> slices) {
    /** How something was set. */
    record Setting(String name, String value) {}

    CardFacts {
        requireNonNull(digest, "digest");
        requireNonNull(alias, "alias");
        pins = List.copyOf(pins);
        settings = List.copyOf(settings);
        splits = List.copyOf(splits);
        baseline = List.copyOf(baseline);
        requireNonNull(curves, "curves");
        requireNonNull(confusion, "confusion");
        gains = List.copyOf(gains);
        slices = List.copyOf(slices);
    }

    public Optional<SplitFacts> split(String name) {
        return splits.stream().filter(split -> split.name().equals(name)).findFirst();
    }

    /** A metric on the test split. */
    public Optional<Measure> tested(String metric) {
        return split("test").flatMap(split -> Measure.named(metric, split.measures()));
    }

    /** The digest as people read it. */
    public String shortDigest() {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
