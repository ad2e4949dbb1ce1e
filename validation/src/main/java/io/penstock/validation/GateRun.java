package io.penstock.validation;

import io.penstock.base.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** One pass of a gate: compile, measure, judge. */
final class GateRun {
    private final Candidate candidate;
    private final CheckSuite suite;
    private final Function<String, Instant> asOf;

    private final SliceScan scan;
    private final Map<Check, TableMeasure> measures = new LinkedHashMap<>();
    private final Map<Check, Uniqueness> uniques = new LinkedHashMap<>();
    private final Map<Check, String> broken = new LinkedHashMap<>();

    GateRun(Candidate candidate, CheckSuite suite, Function<String, Instant> asOf, SliceScan scan) {
        this.candidate = candidate;
        this.suite = suite;
        this.asOf = asOf;
        this.scan = scan;
        if (candidate.slices().isEmpty()) {
            throw new Fault(
                    "a candidate for " + candidate.table() + " expects no slice at all; nothing can be checked");
        }
    }

    /** Measures table checks, contents, metrics and the given row checks, and judges; given results join the report. */
    GateReport run(RowGate rowGate, List<CheckResult> given) {
        Dataset<Row> rows = candidate.rows();
        StructType schema = rows.schema();
        compile(new Probe(SparkSession.active(), schema));
        RowGate.Tallied rowTallies = rowGate.addTo(scan);
        ColumnMetrics metrics = ColumnMetrics.addTo(scan, schema);
        ContentHash hash = ContentHash.of(schema);
        SliceScan.Key<CheckTallies.Hashes> hashes = hash.addTo(scan);

        Map<String, Tally[]> slices =
                scan.run(candidate.table(), rowGate.mark(rows), candidate.sliceColumn(), candidate.slices());
        Map<Check, Map<String, Long>> doubled = new LinkedHashMap<>();
        uniques.forEach((check, unique) -> doubled.put(check, unique.doubled(candidate, slices)));

        Verdicts verdicts = new Verdicts(given);
        List<Metric> measured = new ArrayList<>();
        Map<String, SliceContent> contents = new LinkedHashMap<>();
        for (String slice : candidate.slices()) {
            Tally[] found = slices.get(slice);
            long size = rowTallies.rows(found);
            verdicts.add(rowGate.results(slice, rowTallies, found));
            suite.tableChecks().forEach(check -> verdicts.add(List.of(judge(check, slice, found, doubled))));
            measured.addAll(metrics.of(slice, size, found));
            contents.put(slice, hash.content(size, hashes.in(found)));
        }
        return verdicts.report(candidate, suite, measured, contents);
    }

    private void compile(Probe probe) {
        for (Check check : suite.tableChecks()) {
            try {
                if (check instanceof RowCount count) {
                    measures.put(check, TableMeasure.Count.of(count, probe, scan));
                } else if (check instanceof Fresh fresh) {
                    measures.put(check, TableMeasure.Newest.of(fresh, probe, scan));
                } else if (check instanceof Unique unique) {
                    uniques.put(check, Uniqueness.of(unique, probe, scan));
                }
            } catch (BrokenCheck e) {
                broken.put(check, e.getMessage());
            }
        }
    }

    private CheckResult judge(Check check, String slice, Tally[] found, Map<Check, Map<String, Long>> doubled) {
        if (broken.containsKey(check)) {
            return Finding.broken(check, slice, broken.get(check));
        } else if (uniques.containsKey(check)) {
            long rows = doubled.get(check).getOrDefault(slice, 0L);
            return uniques.get(check).find(found, rows).of(check, slice);
        }
        return measures.get(check).find(asOf.apply(slice), found).of(check, slice);
    }
}
