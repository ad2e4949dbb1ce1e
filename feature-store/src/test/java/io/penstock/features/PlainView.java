package io.penstock.features;

import io.penstock.base.Location;
import io.penstock.validation.CheckSuite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Views of tests that say nothing of themselves: no place, no words, no checks, no examples. */
public final class PlainView {
    public static final About ABOUT = new About(Optional.empty(), Optional.empty(), List.of());

    private PlainView() {}

    /** One that is computed wherever it is asked for. */
    public static FeatureView exact(String name, String entity, String source, List<Feature> features) {
        return view(name, entity, source, Optional.empty(), features);
    }

    /** One that is published without delay. */
    public static FeatureView published(
            String name, String entity, String source, Duration refresh, List<Feature> features) {
        return view(name, entity, source, Optional.of(refresh), features);
    }

    public static Feature feature(String name, Aggregate aggregate, Optional<Duration> window) {
        return new Feature(name, Location.NONE, aggregate, window, Optional.empty());
    }

    private static FeatureView view(
            String name, String entity, String source, Optional<Duration> refresh, List<Feature> features) {
        return new FeatureView(
                name,
                Location.NONE,
                ABOUT,
                entity,
                source,
                refresh,
                Duration.ZERO,
                Optional.empty(),
                Visible.AT,
                features,
                CheckSuite.NONE,
                List.of());
    }
}
