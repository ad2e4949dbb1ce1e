package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Digest;
import io.penstock.base.Location;
import io.penstock.validation.CheckSuite;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Features of one entity out of one source. With {@code refresh} it is published by ticks, each readable from
 * {@code publishDelay} on (default 0) and stale {@code ttl} after it; without, it is exact and never online.
 */
public record FeatureView(
        String name,
        Location at,
        About about,
        String entity,
        String source,
        Optional<Duration> refresh,
        Duration publishDelay,
        Optional<Duration> ttl,
        Visible visible,
        List<Feature> features,
        CheckSuite checks,
        List<ViewTest> tests) {
    public FeatureView {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(about, "about");
        requireNonNull(entity, "entity");
        requireNonNull(source, "source");
        requireNonNull(refresh, "refresh");
        requireNonNull(publishDelay, "publishDelay");
        requireNonNull(ttl, "ttl");
        requireNonNull(visible, "visible");
        features = List.copyOf(features);
        requireNonNull(checks, "checks");
        tests = List.copyOf(tests);
    }

    /** Whether it is published by ticks. */
    public boolean isPublished() {
        return refresh.isPresent();
    }

    /** The path of its table. */
    public String table() {
        return "features/" + name;
    }

    /** The names of its features, in order. */
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    /** The features that rows are aggregated for where some are asked for: a ratio stands for the features it is of. */
    public List<Feature> aggregated(Collection<String> names) {
        Map<String, Feature> byName = new HashMap<>();
        features.forEach(feature -> byName.put(feature.name(), feature));
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.add(name)
                    && byName.containsKey(name)
                    && byName.get(name).aggregate() instanceof Aggregate.Ratio ratio) {
                open.push(ratio.of());
                open.push(ratio.to());
            }
        }
        return features.stream()
                .filter(feature -> needed.contains(feature.name()) && !(feature.aggregate() instanceof Aggregate.Ratio))
                .toList();
    }

    /** A digest of what its values depend on: not of names of owners, of checks, tests or places. */
    public String definitionHash() {
        String values = features.stream()
                .map(f -> f.name() + "=" + f.aggregate() + " " + f.window() + " " + f.where())
                .collect(Collectors.joining("\n"));
        return Digest.sha256(
                String.join("\n", entity, source, refresh + " " + publishDelay + " " + ttl + " " + visible, values));
    }
}
