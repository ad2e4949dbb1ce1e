package io.penstock.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What each step did, as a table. */
final class StepTable {

    private StepTable() {}

    static Listing of(List<StepResult> steps) {
        return new Listing(
                List.of(
                        "step",
                        "table",
                        "version",
                        "in",
                        "out",
                        "quarantined",
                        "filtered",
                        "blocked",
                        "seconds",
                        "verdict"),
                steps.stream().map(StepTable::row).toList(),
                "");
    }

    private static List<Object> row(StepResult step) {
        return Arrays.asList(
                step.step(),
                step.table(),
                step.version().map(version -> "@" + version.version()).orElse(""),
                step.rows().get("in"),
                step.rows().get("out"),
                step.rows().get("quarantined"),
                step.rows().get("filtered"),
                step.rows().get("blocked"),
                String.format(Locale.ROOT, "%.1f", step.seconds()),
                step.verdict().text());
    }
}
