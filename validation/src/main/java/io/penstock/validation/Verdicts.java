package io.penstock.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers results and says which slices they block. */
final class Verdicts {
    private final List<CheckResult> results = new ArrayList<>();
    private final Map<String, List<String>> blocked = new LinkedHashMap<>();

    /** Results of rows already parted: only broken checks among them block. */
    Verdicts(List<CheckResult> parted) {
        for (CheckResult result : parted) {
            results.add(result);
            if (result.verdict() == CheckVerdict.NOT_EVALUATED) {
                block(result);
            }
        }
    }

    void add(List<CheckResult> more) {
        for (CheckResult result : more) {
            results.add(result);
            if (result.verdict() == CheckVerdict.FAILED || result.verdict() == CheckVerdict.NOT_EVALUATED) {
                block(result);
            }
        }
    }

    private void block(CheckResult result) {
        if (result.severity() == Severity.ERROR) {
            boolean named = result.verdict() == CheckVerdict.NOT_EVALUATED;
            String reason = named ? result.message() : result.checkName() + ": " + result.message();
            blocked.computeIfAbsent(result.slice(), slice -> new ArrayList<>()).add(reason);
        }
    }

    GateReport report(Candidate candidate, CheckSuite suite, List<Metric> metrics, Map<String, SliceContent> contents) {
        List<String> passed = candidate.slices().stream()
                .filter(slice -> !blocked.containsKey(slice))
                .toList();
        Map<String, SliceContent> let = new LinkedHashMap<>(contents);
        let.keySet().retainAll(passed);
        Optional<Validated> validated = passed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Validated(candidate, passed, let, suite.fingerprint()));
        return new GateReport(candidate.table(), results, metrics, contents, blocked, validated);
    }
}
