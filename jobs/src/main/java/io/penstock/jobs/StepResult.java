package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one step of a job did to one product.
 *
 * @param step the command that does it alone, such as {@code features}
 * @param table the product, such as {@code features/origin_congestion}
 * @param version the version that now holds it
 * @param inputs what it was made of
 * @param rows row counts by name: {@code in}, {@code out}, {@code quarantined}, {@code filtered}, {@code blocked} ...
 * @param metrics measured values by name
 * @param seconds wall time
 * @param asks what should follow, such as {@code retrain/arrival_late}
 */
public record StepResult(
        String step,
        String table,
        Verdict verdict,
        Optional<TableVersion> version,
        List<TableVersion> inputs,
        SortedMap<String, Long> rows,
        SortedMap<String, Double> metrics,
        List<String> reasons,
        double seconds,
        List<String> asks) {

    public StepResult {
        requireNonNull(step, "step");
        requireNonNull(table, "table");
        requireNonNull(verdict, "verdict");
        requireNonNull(version, "version");
        inputs = List.copyOf(inputs);
        rows = new TreeMap<>(rows);
        metrics = new TreeMap<>(metrics);
        reasons = List.copyOf(reasons);
        asks = List.copyOf(asks);
    }

    /** A step that asks for nothing. */
    public StepResult(
            String step,
            String table,
            Verdict verdict,
            Optional<TableVersion> version,
            List<TableVersion> inputs,
            SortedMap<String, Long> rows,
            SortedMap<String, Double> metrics,
            List<String> reasons,
            double seconds) {
        this(step, table, verdict, version, inputs, rows, metrics, reasons, seconds, List.of());
    }

    /** A step that said nothing but its verdict and why. */
    public static StepResult of(String step, String table, Verdict verdict, List<String> reasons) {
        return new StepResult(
                step, table, verdict, Optional.empty(), List.of(), new TreeMap<>(), new TreeMap<>(), reasons, 0);
    }

    /** A count, or 0 if the step has none of that name. */
    public long count(String name) {
        return rows.getOrDefault(name, 0L);
    }

    /** The same step with the time it took. */
    public StepResult took(double wallSeconds) {
        return new StepResult(step, table, verdict, version, inputs, rows, metrics, reasons, wallSeconds, asks);
    }

    /** The same step with more measured values. */
    public StepResult with(Map<String, Double> more) {
        SortedMap<String, Double> all = new TreeMap<>(metrics);
        all.putAll(more);
        return new StepResult(step, table, verdict, version, inputs, rows, all, reasons, seconds, asks);
    }

    /** The same step that asks for something to follow. */
    public StepResult asking(String what) {
        return new StepResult(step, table, verdict, version, inputs, rows, metrics, reasons, seconds, List.of(what));
    }
}
