package io.penstock.jobs.report;

import java.util.List;

/** What a person can do about what a monitor found, in a sentence or two. */
final class Remedy {
    private Remedy() {}

    /** After a verdict with a response; {@code otherwise} where nothing was done beyond telling. */
    static String after(String response, String otherwise) {
        return switch (response) {
            case "block" ->
                "Nothing is scored until a newer verdict is good or another version is promoted. " + otherwise;
            case "fallback" -> "The champion before it scores until a newer verdict is good. " + otherwise;
            case "retrain" -> "A training was asked for: build the training set, train, and compare. " + otherwise;
            default -> otherwise;
        };
    }

    /** For values that differ, by what the evidence says caused them. */
    static String of(List<ConsistencyFacts> failed) {
        return failed.stream()
                .map(ConsistencyFacts::cause)
                .distinct()
                .findFirst()
                .map(Remedy::of)
                .orElse("");
    }

    private static String of(String cause) {
        return switch (cause) {
            case "stale materialization", "missing key" ->
                "Run penstock materialize: the store lacks what is published.";
            case "tampered value" -> "Find out what else writes to the store, then run penstock materialize.";
            case "definition changed" -> "Build the view by its new definition, then run penstock materialize.";
            case "late row" ->
                "A row came after the values were made. Build the features of its days again if they matter.";
            case "type or precision" -> "Compare the types of the view with those of the store.";
            case "table differs" -> "Build the features of that day again: the table is not what its inputs give.";
            default -> "Look at the features below.";
        };
    }
}
