package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * What was said of a column of a model, by one method, in a window that ends with a date.
 *
 * @param kind {@code data}, {@code prediction} or {@code target}
 * @param score how far window and reference lie apart; not a number if that is not known, as for the other figures
 * @param floor what the reference's own unrest reaches
 * @param response what was done; may be empty
 * @param reason why there is no verdict; may be empty
 */
record DriftFacts(
        LocalDate date,
        long modelVersion,
        String column,
        String kind,
        String method,
        double score,
        double floor,
        double limit,
        double nullShare,
        long rows,
        String verdict,
        String response,
        String reason) {
    DriftFacts {
        requireNonNull(date, "date");
        requireNonNull(column, "column");
        requireNonNull(kind, "kind");
        requireNonNull(method, "method");
        requireNonNull(verdict, "verdict");
        requireNonNull(response, "response");
        requireNonNull(reason, "reason");
    }

    public Status status() {
        return Status.of(verdict);
    }

    /** The method as people call it. */
    public String measure() {
        return switch (method) {
            case "psi" -> "PSI";
            case "js" -> "JS distance";
            case "null_share" -> "share of nulls, difference";
            default -> method;
        };
    }
}
