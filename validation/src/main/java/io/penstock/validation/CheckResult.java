package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A check measured in a slice.
 *
 * @param observed what was measured, as text: a share such as {@code 0.9987}, a count or an instant; empty if nothing was
 * @param expected what was asked for, as text
 * @param message a sentence for people, with the counts
 */
public record CheckResult(
        String slice,
        String checkName,
        Optional<String> columnName,
        Severity severity,
        String observed,
        String expected,
        CheckVerdict verdict,
        String message) {
    public CheckResult {
        requireNonNull(slice, "slice");
        requireNonNull(checkName, "checkName");
        requireNonNull(columnName, "columnName");
        requireNonNull(severity, "severity");
        requireNonNull(observed, "observed");
        requireNonNull(expected, "expected");
        requireNonNull(verdict, "verdict");
        requireNonNull(message, "message");
    }
}
