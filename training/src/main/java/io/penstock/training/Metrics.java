package io.penstock.training;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every {@link Metric} of one set of scored rows.
 *
 * @param rows rows with score and label
 * @param positives those whose label is 1
 */
public record Metrics(long rows, long positives, Map<Metric, Estimate> estimates) {
    public Metrics {
        EnumMap<Metric, Estimate> copy = new EnumMap<>(Metric.class);
        copy.putAll(estimates);
        estimates = Collections.unmodifiableMap(copy);
    }

    public Estimate of(Metric metric) {
        return estimates.get(metric);
    }
}
