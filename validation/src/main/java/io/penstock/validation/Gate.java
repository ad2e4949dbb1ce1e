package io.penstock.validation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks a candidate and lets the slices pass that hold what their suite asks for. */
public final class Gate {
    private Gate() {}

    /** Session settings that measuring relies on. */
    public static Map<String, String> settings() {
        return Map.of();
    }

    /** Every check of the suite; a failed row check of severity error blocks its slice, as a table check does. */
    public static GateReport check(Candidate candidate, CheckSuite suite, Function<String, Instant> asOf) {
        throw new UnsupportedOperationException();
    }

    /**
     * For good rows that a {@link RowGate} has parted from refused ones: only the table checks are measured here. The row
     * gate's own results join the report; of them only broken checks of severity error block.
     */
    public static GateReport checkGood(
            Candidate candidate, CheckSuite suite, Function<String, Instant> asOf, List<CheckResult> rowResults) {
        throw new UnsupportedOperationException();
    }
}
