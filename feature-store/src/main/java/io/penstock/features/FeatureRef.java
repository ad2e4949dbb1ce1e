package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Ordered;
import java.util.Map;
import java.util.Optional;

/**
 * A feature of a view, or all of them where {@code feature} is empty; prints as {@code view:feature} or {@code view:*}.
 * {@code keys} maps the entity's keys to columns of the spine; those not mapped join by name.
 */
public record FeatureRef(String view, Optional<String> feature, Map<String, String> keys, Location at) {
    public FeatureRef {
        requireNonNull(view, "view");
        requireNonNull(feature, "feature");
        keys = Ordered.copy(keys);
        requireNonNull(at, "at");
    }

    @Override
    public String toString() {
        return view + ":" + feature.orElse("*");
    }
}
