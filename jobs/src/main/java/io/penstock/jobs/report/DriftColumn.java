package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A column of a model in the newest window and in those before.
 *
 * @param newest of each method, the one of shapes first; not empty
 * @param past of all methods, those of the newest window included, in order of date
 * @param bins in training and in the newest window; empty where one of the two has none
 */
record DriftColumn(String name, String kind, List<DriftFacts> newest, List<DriftFacts> past, Optional<BinFacts> bins) {
    DriftColumn {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        newest = List.copyOf(newest);
        past = List.copyOf(past);
        requireNonNull(bins, "bins");
    }

    /** The worst that was said of it; of equals the first. */
    public DriftFacts worst() {
        return newest.stream()
                .min(Comparator.comparing(facts -> facts.status().tone()))
                .orElseThrow();
    }

    public Status status() {
        return worst().status();
    }

    /** What it is, where it is no input. */
    public String role() {
        return switch (kind) {
            case "prediction" -> "what the model says";
            case "target" -> "what came true";
            default -> "";
        };
    }

    /** All that was said by the method of the worst, in order of date. */
    List<DriftFacts> history() {
        return past.stream()
                .filter(facts -> facts.method().equals(worst().method()))
                .toList();
    }

    /** The first date of the unbroken row of windows as bad as the newest. */
    LocalDate since() {
        LocalDate since = worst().date();
        List<DriftFacts> history = history();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).status().tone() != status().tone()) {
                break;
            }
            since = history.get(i).date();
        }
        return since;
    }
}
