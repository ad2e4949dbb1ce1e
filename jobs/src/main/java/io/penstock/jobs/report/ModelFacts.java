package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A model with its life and its predictions.
 *
 * @param description what it predicts; may be empty
 * @param owner may be empty
 * @param card the version that scores, else the newest; empty if none is registered
 * @param events newest first
 * @param days scored days in order
 * @param performance realised and estimated metrics in order of date
 * @param drift as last watched; empty if it never was
 * @param checks of its training set and its predictions
 */
record ModelFacts(
        String name,
        String description,
        String owner,
        Optional<CardFacts> card,
        List<EventFacts> events,
        List<ScoredDay> days,
        List<PerformanceFacts> performance,
        Optional<DriftWindow> drift,
        List<CheckFacts> checks) {
    ModelFacts {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(owner, "owner");
        requireNonNull(card, "card");
        requireNonNull(drift, "drift");
        events = List.copyOf(events);
        days = List.copyOf(days);
        performance = List.copyOf(performance);
        checks = List.copyOf(checks);
    }
}
