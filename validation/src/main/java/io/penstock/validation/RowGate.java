package io.penstock.validation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The row checks of a suite, compiled against a schema: they tell good rows from refused ones, and why.
 *
 * <p>{@code complete} fails on null; {@code in_range}, {@code one_of}, {@code matches} and {@code expression} let null
 * pass, for completeness is a check of its own; NaN is no null and in no range. {@code where} restricts the rows a check
 * speaks of, the others pass. A row on which SQL throws, as by division by zero, fails that check with the reason "could not be
 * evaluated" and stops nothing. A check that cannot be compiled is {@code not_evaluated} in every slice; the others still
 * run.
 *
 * <p>Verdicts are bits of a long: one for each check, two where it holds SQL; more than 63 are refused.
 */
public final class RowGate {
    /** Bit mask of the failed row checks of severity error; 0: the row is good. */
    public static final String REFUSED = "__refused";

    /** Bit mask of the failed row checks of severity warn. */
    public static final String WARNED = "__warned";

    private static final String REASONS = "array<struct<check_name:string,column_name:string,message:string>>";
    private static final int BITS = 63;

    private final List<Check> checks;
    private final Map<Check, RowVerdict> verdicts;
    private final Map<Check, String> broken;

    private RowGate(List<Check> checks, Map<Check, RowVerdict> verdicts, Map<Check, String> broken) {
        this.checks = checks;
        this.verdicts = verdicts;
        this.broken = broken;
    }

    /** Compiles the row checks of a suite; its table checks are left to {@link Gate}. Analysis only: no job runs. */
    public static RowGate compile(CheckSuite suite, StructType schema) {
        Probe probe = new Probe(SparkSession.active(), schema);
        Map<Check, RowVerdict> verdicts = new LinkedHashMap<>();
        Map<Check, String> broken = new LinkedHashMap<>();
        int used = 0;
        for (Check check : suite.rowChecks()) {
            try {
                RowPredicate predicate = RowPredicate.of(check, probe);
                int bits = predicate.canThrow() ? 2 : 1;
                RowVerdict verdict = new RowVerdict(predicate, 1L << used, bits == 2 ? 1L << (used + 1) : 0L);
                probe.plannable(verdict.mask());
                verdicts.put(check, verdict);
                used += bits;
            } catch (BrokenCheck e) {
                broken.put(check, e.getMessage());
            }
            refuseTooMany(check, used);
        }
        return new RowGate(suite.rowChecks(), verdicts, broken);
    }

    private static void refuseTooMany(Check check, int used) {
        if (used > BITS) {
            Problems problems = new Problems();
            problems.add(
                    check.at(),
                    check.name() + " is one row check too many: a suite has " + BITS
                            + " places, a check with SQL (expression, or any with where) takes two, another takes one");
            problems.throwIfAny();
        }
    }

    /** Adds {@link #REFUSED} and {@link #WARNED} to rows of the schema. */
    public Dataset<Row> mark(Dataset<Row> rows) {
        return rows.withColumns(Map.of(REFUSED, mask(Severity.ERROR), WARNED, mask(Severity.WARN)));
    }

    private Column mask(Severity severity) {
        return verdicts.values().stream()
                .filter(verdict -> verdict.check().severity() == severity)
                .map(RowVerdict::mask)
                .reduce(Column::bitwiseOR)
                .orElse(lit(0L));
    }

    /** The reasons of a mask: array of struct (check_name, column_name, message), empty where the mask is 0. */
    public Column reasons(Column mask) {
        List<Column> reasons = new ArrayList<>();
        verdicts.values().forEach(verdict -> reasons.addAll(verdict.reasons(mask)));
        Column decoded = array_compact(array(reasons.toArray(Column[]::new))).cast(REASONS);
        return when(mask.notEqual(0L), decoded).otherwise(array().cast(REASONS));
    }

    /** Measures every row check in every expected slice of marked rows: one pass, none if there is nothing to measure. */
    public List<CheckResult> measure(Dataset<Row> marked, String sliceColumn, List<String> slices) {
        SliceScan scan = new SliceScan();
        Tallied tallied = addTo(scan);
        Map<String, Tally[]> found =
                verdicts.isEmpty() ? Map.of() : scan.run("the marked rows", marked, Optional.of(sliceColumn), slices);
        List<CheckResult> results = new ArrayList<>();
        for (String slice : slices) {
            results.addAll(results(slice, tallied, found.get(slice)));
        }
        return results;
    }

    /** Where a scan's tallies hold what row checks need. */
    record Tallied(
            SliceScan.Key<CheckTallies.Scoped> rows,
            SliceScan.Key<CheckTallies.Bits> refused,
            SliceScan.Key<CheckTallies.Bits> warned) {
        /** The number of rows of a slice. */
        long rows(Tally[] found) {
            return rows.in(found).rows();
        }
    }

    /** Adds what measures the row checks of marked rows. */
    Tallied addTo(SliceScan scan) {
        return new Tallied(
                scan.tally(CheckTallies.Scoped.rows(scan)),
                scan.tally(new CheckTallies.Bits(scan.input(col(REFUSED)))),
                scan.tally(new CheckTallies.Bits(scan.input(col(WARNED)))));
    }

    /** The results of a slice in the suite's order. */
    List<CheckResult> results(String slice, Tallied tallied, Tally[] found) {
        return checks.stream()
                .map(check -> broken.containsKey(check)
                        ? Finding.broken(check, slice, broken.get(check))
                        : finding(verdicts.get(check), tallied, found).of(check, slice))
                .toList();
    }

    private static Finding finding(RowVerdict verdict, Tallied tallied, Tally[] found) {
        boolean error = verdict.check().severity() == Severity.ERROR;
        CheckTallies.Bits bits = (error ? tallied.refused() : tallied.warned()).in(found);
        long rows = tallied.rows(found);
        long threw = bits.count(verdict.threw());
        long failed = bits.count(verdict.failed()) + threw;
        String message = failed + " of " + rows + " rows fail"
                + (threw > 0 ? ", " + threw + " of them because the check could not be evaluated" : "");
        return new Finding(
                failed == 0, CheckText.share(rows - failed, rows), CheckText.expected(verdict.check()), message);
    }
}
