package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gate saw and decided.
 *
 * @param results every check in every expected slice
 * @param metrics what was measured besides
 * @param contents every expected slice, also blocked and empty ones
 * @param blocked slice to the reasons why it may not pass; slices that pass are absent
 * @param validated the slices that passed; empty when all are blocked
 */
public record GateReport(
        String table,
        List<CheckResult> results,
        List<Metric> metrics,
        Map<String, SliceContent> contents,
        Map<String, List<String>> blocked,
        Optional<Validated> validated) {
    public GateReport {
        requireNonNull(table, "table");
        results = List.copyOf(results);
        metrics = List.copyOf(metrics);
        contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
        blocked = Collections.unmodifiableMap(new LinkedHashMap<>(blocked));
        requireNonNull(validated, "validated");
    }
}
