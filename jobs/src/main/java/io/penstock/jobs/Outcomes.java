package io.penstock.jobs;

import io.penstock.features.BuildOutcome;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what a builder did into a step's result. */
final class Outcomes {

    private Outcomes() {}

    static StepResult result(String step, BuildOutcome outcome) {
        SortedMap<String, Long> rows = new TreeMap<>(outcome.counts());
        if (!outcome.rows().isEmpty()) {
            rows.put("out", outcome.rowCount());
        }
        return new StepResult(
                step,
                outcome.table(),
                outcome.verdict(),
                outcome.version(),
                outcome.inputs(),
                rows,
                new TreeMap<>(),
                outcome.reasons(),
                0);
    }
}
