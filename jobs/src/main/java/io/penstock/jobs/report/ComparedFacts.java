package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A view, or a model's predictions, as last compared.
 *
 * @param subject the view's name, or the table of predictions
 * @param features those that differ first
 * @param freshness of the newest tick against the view's {@code ttl}, or why nothing was compared; empty without either
 * @param since the first date of the unbroken row of comparisons as bad as this one
 */
record ComparedFacts(
        String subject,
        LocalDate date,
        List<ConsistencyFacts> features,
        Optional<ConsistencyFacts> freshness,
        LocalDate since) {
    ComparedFacts {
        requireNonNull(subject, "subject");
        requireNonNull(date, "date");
        features = List.copyOf(features);
        requireNonNull(freshness, "freshness");
        requireNonNull(since, "since");
    }

    public boolean fed() {
        return subject.startsWith("predictions/");
    }

    public long compared() {
        return features.stream().mapToLong(ConsistencyFacts::compared).sum();
    }

    public long mismatched() {
        return features.stream().mapToLong(ConsistencyFacts::mismatched).sum();
    }

    /** The features that differ. */
    public List<ConsistencyFacts> failed() {
        return features.stream()
                .filter(feature -> feature.status().tone() == Tone.BAD)
                .toList();
    }

    /** The features that agree, or that no sampled key has. */
    public List<ConsistencyFacts> others() {
        return features.stream()
                .filter(feature -> feature.status().tone() != Tone.BAD)
                .toList();
    }

    /** Why nothing was compared. */
    public String why() {
        return freshness
                .map(ConsistencyFacts::cause)
                .filter(cause -> !cause.isEmpty())
                .orElse("no key of it is in the sample");
    }

    public Status status() {
        boolean stale =
                freshness.filter(fresh -> fresh.status().tone() == Tone.BAD).isPresent();
        if (!failed().isEmpty()) {
            return new Status(Tone.BAD, "differs");
        } else if (stale) {
            return new Status(Tone.BAD, "stale");
        }
        return compared() == 0 ? Status.of("not_evaluated") : new Status(Tone.OK, "equal");
    }
}
