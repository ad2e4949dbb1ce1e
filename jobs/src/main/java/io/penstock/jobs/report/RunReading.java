package io.penstock.jobs.report;

import io.penstock.base.DateRange;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * The attempts of jobs: those in {@code meta/runs}, and those that a product's history names and that have not ended, or
 * were killed before they could say so.
 */
record RunReading(List<RunFacts> runs) {
    /** The verdict of an attempt that has committed something and not said how it ended. */
    static final String UNDER_WAY = "under_way";

    /** The verdict of an attempt that was killed, or lost its way to the table of runs. */
    static final String NOT_ENDED = "not_ended";

    /** The verdict of the attempt that writes the report, as its last step. */
    static final String THIS_RUN = "this_run";

    private static final Pattern WORST_ROW =
            Pattern.compile("^(.*: \\d+ of \\d+ differ, .*?), worst .*$", Pattern.DOTALL);

    static RunReading of(Lake lake, Tables tables, RunId writer) {
        Map<String, RunFacts> runs = new LinkedHashMap<>();
        lake.readRecords(MetaTable.RUNS).collectAsList().forEach(row -> {
            RunFacts run = ended(row);
            runs.merge(run.id(), run, RunReading::later);
        });
        Map<String, RunFacts> unended = new LinkedHashMap<>();
        for (String table : tables.products()) {
            for (CommitRecord commit : tables.history(table)) {
                commit.run()
                        .filter(run -> !runs.containsKey(run.id().value()))
                        .ifPresent(run -> unended.merge(run.id().value(), underWay(run, commit), RunReading::later));
            }
        }
        List<RunFacts> all = new ArrayList<>(runs.values());
        all.addAll(unended.values());
        all.sort(Comparator.comparing(RunFacts::startedAt)
                .thenComparing(RunFacts::id)
                .reversed());
        Set<String> met = new HashSet<>();
        all.replaceAll(run -> run.id().equals(writer.value()) ? run.verdict(THIS_RUN) : run);
        all.replaceAll(run -> met.add(run.job()) ? run : overtaken(run));
        return new RunReading(List.copyOf(all));
    }

    Optional<RunFacts> run(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** A later attempt of the same job has begun: this one will not end any more. */
    private static RunFacts overtaken(RunFacts run) {
        return run.verdict().equals(UNDER_WAY) ? run.verdict(NOT_ENDED) : run;
    }

    /** A comparison's reason ends with the key and the values of its worst row, which are data. */
    static String withoutRow(String reason) {
        return WORST_ROW.matcher(reason).replaceFirst("$1");
    }

    private static RunFacts ended(Row row) {
        LocalDate from = row.getAs("date_from");
        LocalDate to = row.getAs("date_to");
        return new RunFacts(
                row.getAs("run_id"),
                row.getAs("job"),
                from == null || to == null ? Optional.empty() : Optional.of(new DateRange(from, to)),
                row.getAs("started_at"),
                row.getAs("finished_at"),
                row.getAs("verdict"),
                row.<String>getList(row.fieldIndex("reasons")).stream()
                        .map(RunReading::withoutRow)
                        .toList(),
                row.<Long>getAs("rows_in"),
                row.<Long>getAs("rows_out"),
                row.getList(row.fieldIndex("outputs")));
    }

    private static RunFacts underWay(Run run, CommitRecord commit) {
        Instant end = commit.committedAt().isBefore(run.startedAt()) ? run.startedAt() : commit.committedAt();
        return new RunFacts(
                run.id().value(),
                run.job(),
                Optional.empty(),
                run.startedAt(),
                end,
                UNDER_WAY,
                List.of(),
                0,
                0,
                List.of());
    }

    private static RunFacts later(RunFacts a, RunFacts b) {
        return a.finishedAt().isAfter(b.finishedAt()) ? a : b;
    }
}
