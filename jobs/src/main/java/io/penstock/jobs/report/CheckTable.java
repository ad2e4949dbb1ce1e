package io.penstock.jobs.report;

import java.util.List;

/** The checks of one gate with a line that sums them up. */
record CheckTable(List<CheckFacts> checks, Status status) {
    static CheckTable of(List<CheckFacts> checks) {
        long clean = checks.stream().filter(CheckFacts::clean).count();
        Tone worst = checks.stream()
                .map(check -> check.status().tone())
                .min(Tone::compareTo)
                .orElse(Tone.QUIET);
        String word = clean == checks.size()
                ? Format.plural(clean, "check", "checks") + ", all passed"
                : Format.count(checks.size() - clean) + " of " + Format.plural(checks.size(), "check", "checks")
                        + " did not pass everywhere";
        return new CheckTable(checks, new Status(worst, checks.isEmpty() ? "no checks" : word));
    }
}
