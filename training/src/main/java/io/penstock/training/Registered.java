package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Verdict;

/**
 * What came of registering.
 *
 * @param verdict {@code nothing_to_do} if the same digest was registered before, under this version
 */
public record Registered(ModelVersion version, Verdict verdict) {
    public Registered {
        requireNonNull(version, "version");
        requireNonNull(verdict, "verdict");
    }
}
