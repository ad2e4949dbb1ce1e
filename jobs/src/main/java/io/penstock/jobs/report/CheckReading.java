package io.penstock.jobs.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.lake.SliceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * The checks of every table, of each slice the newest results that count: those of the run that made the slice, or of a
 * later run that was blocked.
 */
final class CheckReading {
    private record Result(
            String run,
            String slice,
            String check,
            String severity,
            String observed,
            String expected,
            String verdict,
            String message) {
        Result parted() {
            return verdict.equals("failed")
                    ? new Result(run, slice, check, severity, observed, expected, PARTED, message)
                    : this;
        }
    }

    private static final String PARTED = "parted";

    private final Map<String, List<CheckFacts>> byTable = new HashMap<>();

    private CheckReading() {}

    static CheckReading of(Lake lake, Tables tables, RunReading runs) {
        Set<String> blocked = blocked(lake, runs);
        Map<String, Map<String, Map<String, List<Result>>>> found = new HashMap<>();
        for (Row row : lake.readRecords(MetaTable.CHECKS).collectAsList()) {
            Result result = result(row);
            found.computeIfAbsent(row.getAs("table_name"), table -> new HashMap<>())
                    .computeIfAbsent(result.slice(), slice -> new HashMap<>())
                    .computeIfAbsent(result.run(), run -> new ArrayList<>())
                    .add(result);
        }
        CheckReading reading = new CheckReading();
        found.forEach((table, slices) -> {
            Map<String, SliceRecord> published = tables.slices(table);
            List<Result> counting = new ArrayList<>();
            slices.forEach((slice, attempts) -> attempts.keySet().stream()
                    .filter(run -> counts(run, published.get(slice), blocked))
                    .max(Comparator.comparing((String run) -> started(runs, run))
                            .thenComparing(run -> run))
                    .ifPresent(run -> attempts.get(run).stream()
                            .map(result -> made(run, published.get(slice)) ? result.parted() : result)
                            .forEach(counting::add)));
            reading.byTable.put(table, facts(table, counting));
        });
        return reading;
    }

    /** The checks of a table, in the order of their names; none if none ran. */
    List<CheckFacts> of(String table) {
        return byTable.getOrDefault(table, List.of());
    }

    private static Set<String> blocked(Lake lake, RunReading runs) {
        Set<String> blocked = lake.readRecords(MetaTable.BATCHES).where("status = 'blocked'").collectAsList().stream()
                .map(row -> row.<String>getAs("run_id"))
                .collect(toSet());
        runs.runs().stream().filter(run -> run.verdict().equals("blocked")).forEach(run -> blocked.add(run.id()));
        return blocked;
    }

    private static boolean counts(String run, SliceRecord published, Set<String> blocked) {
        return blocked.contains(run) || made(run, published);
    }

    /** A slice is published without the rows that failed: what failed there only parted rows. */
    private static boolean made(String run, SliceRecord published) {
        return published != null && published.runId().equals(run);
    }

    private static Instant started(RunReading runs, String run) {
        return runs.run(run).map(RunFacts::startedAt).orElse(Instant.MAX);
    }

    private static List<CheckFacts> facts(String table, List<Result> results) {
        Map<String, List<Result>> byCheck = results.stream()
                .sorted(Comparator.comparing(Result::check))
                .collect(groupingBy(Result::check, LinkedHashMap::new, java.util.stream.Collectors.toList()));
        return byCheck.values().stream().map(list -> fact(table, list)).toList();
    }

    private static CheckFacts fact(String table, List<Result> results) {
        Comparator<Result> bySlice = Comparator.comparing(Result::slice);
        List<Result> unclean = results.stream()
                .filter(result ->
                        !result.verdict().equals("passed") && !result.verdict().equals("warming_up"))
                .sorted(bySlice)
                .toList();
        Result shown =
                unclean.isEmpty() ? results.stream().max(bySlice).orElseThrow() : unclean.get(unclean.size() - 1);
        return new CheckFacts(
                table,
                shown.check(),
                shown.severity(),
                shown.expected(),
                results.size(),
                count(results, "failed"),
                count(results, PARTED),
                count(results, "warned"),
                count(results, "not_evaluated"),
                shown.slice(),
                unclean.isEmpty() ? "" : unclean.get(0).slice(),
                shown.observed(),
                unclean.isEmpty() ? "" : shown.message());
    }

    private static long count(List<Result> results, String verdict) {
        return results.stream()
                .filter(result -> result.verdict().equals(verdict))
                .count();
    }

    private static Result result(Row row) {
        return new Result(
                row.getAs("run_id"),
                row.getAs("slice"),
                row.getAs("check_name"),
                row.getAs("severity"),
                text(row, "observed"),
                text(row, "expected"),
                row.getAs("verdict"),
                text(row, "message"));
    }

    private static String text(Row row, String column) {
        String value = row.getAs(column);
        return value == null ? "" : value;
    }
}
