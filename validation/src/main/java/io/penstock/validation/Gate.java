package io.penstock.validation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Checks a candidate and lets the slices pass that hold what their suite asks for.
 *
 * <p>All slices are measured by one pass over the candidate, however many there are. A {@code unique} check costs one grouping
 * more only where it does not hold, or where a slice has too many rows in more than one part to be compared in that pass. An
 * expected slice without rows gets its verdicts too. A slice is blocked by a failed check of severity error, and by a broken
 * one, which blocks every slice. Warnings never block.
 */
public final class Gate {
    private Gate() {}

    /** Session settings that measuring relies on: none, for no sum depends on how Spark groups. */
    public static Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Every check of the suite. A failed row check of severity error blocks its slice as a table check does: for tables
     * without quarantine.
     *
     * @param asOf the as-of of each slice, which {@code fresh} looks back from
     */
    public static GateReport check(Candidate candidate, CheckSuite suite, Function<String, Instant> asOf) {
        RowGate rowGate = RowGate.compile(suite, candidate.rows().schema());
        return new GateRun(candidate, suite, asOf, new SliceScan()).run(rowGate, List.of());
    }

    /**
     * The table checks of the suite, for good rows that a {@link RowGate} has parted from refused ones.
     *
     * @param rowResults what {@link RowGate#measure} found of all rows: it joins the report; its failures do not block, for
     *     those rows are gone, but broken checks of severity error do
     */
    public static GateReport checkGood(
            Candidate candidate, CheckSuite suite, Function<String, Instant> asOf, List<CheckResult> rowResults) {
        RowGate none = RowGate.compile(CheckSuite.NONE, candidate.rows().schema());
        return new GateRun(candidate, suite, asOf, new SliceScan()).run(none, rowResults);
    }
}
