package io.penstock.features;

import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step did to one product.
 *
 * @param version the version that now holds the slices; empty if nothing was ever published
 * @param inputs the pinned versions it was made of
 * @param rows rows of each published slice
 * @param reasons why it was blocked, what was left out, or what else a reader should know, one sentence each
 * @param counts named row counts, such as {@code not_matured}
 */
public record BuildOutcome(
        String table,
        Verdict verdict,
        Optional<TableVersion> version,
        List<TableVersion> inputs,
        SortedMap<String, Long> rows,
        List<String> reasons,
        SortedMap<String, Long> counts) {

    public BuildOutcome {
        inputs = List.copyOf(inputs);
        rows = new TreeMap<>(rows);
        reasons = List.copyOf(reasons);
        counts = new TreeMap<>(counts);
    }

    /** Nothing could be built: the inputs named are not there. */
    public static BuildOutcome incomplete(String table, List<MissingInput> missing) {
        String names = MissingInputs.summary(missing);
        return new BuildOutcome(
                table,
                Verdict.BLOCKED,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                List.of("input incomplete: " + names),
                new TreeMap<>());
    }

    /** All slices stand as they are. */
    public static BuildOutcome unchanged(String table, TableVersion version, List<TableVersion> inputs) {
        return new BuildOutcome(
                table,
                Verdict.NOTHING_TO_DO,
                Optional.of(version),
                inputs,
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(Map.of()));
    }

    /** The same outcome, with what a reader should know of it beside; the verdict stays. */
    public BuildOutcome noting(List<String> notes) {
        List<String> all = new ArrayList<>(reasons);
        all.addAll(notes);
        return new BuildOutcome(table, verdict, version, inputs, rows, all, counts);
    }

    public long rowCount() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
