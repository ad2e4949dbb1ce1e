package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import io.penstock.base.DateRange;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a job ended: the contract with whoever started it, written as {@code result.json}.
 *
 * @param dates the days it was asked for; empty if it has none
 * @param retryable whether the same command may succeed when it is simply run again
 */
public record RunResult(
        Run run,
        int attempt,
        Optional<DateRange> dates,
        Instant finishedAt,
        Verdict verdict,
        Exit exit,
        Retry retry,
        List<String> reasons,
        List<StepResult> steps) {

    /** Version of the file's form. */
    public static final int SCHEMA_VERSION = 1;

    /** Whether to run the same command again. */
    public enum Retry {
        USELESS,
        MAY_HELP
    }

    public RunResult {
        requireNonNull(run, "run");
        requireNonNull(finishedAt, "finishedAt");
        requireNonNull(verdict, "verdict");
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }

    public List<TableVersion> inputs() {
        return steps.stream().flatMap(step -> step.inputs().stream()).distinct().toList();
    }

    /** The versions that hold what was published; of a blocked step, the slices that passed. */
    public List<TableVersion> outputs() {
        return steps.stream()
                .filter(step ->
                        step.verdict() == Verdict.OK || step.verdict() == Verdict.BLOCKED && step.count("out") > 0)
                .flatMap(step -> step.version().stream())
                .distinct()
                .toList();
    }

    /** What should follow, such as {@code retrain/arrival_late}. */
    public List<String> asks() {
        return steps.stream().flatMap(step -> step.asks().stream()).distinct().toList();
    }

    /** The fields of {@code result.json}. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema_version", SCHEMA_VERSION);
        fields.put("job", run.job());
        fields.put("run_id", run.id().value());
        fields.put("attempt", attempt);
        fields.put("code_version", run.codeVersion());
        fields.put("date_from", dates.map(range -> range.from().toString()).orElse(null));
        fields.put("date_to", dates.map(range -> range.to().toString()).orElse(null));
        fields.put("started_at", run.startedAt().toString());
        fields.put("finished_at", finishedAt.toString());
        fields.put("verdict", verdict.text());
        fields.put("exit_code", exit.code());
        fields.put("retryable", retry == Retry.MAY_HELP);
        fields.put("reasons", reasons);
        fields.put("inputs", texts(inputs()));
        fields.put("outputs", texts(outputs()));
        fields.put("asks", asks());
        fields.put("steps", steps.stream().map(RunResult::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(StepResult step) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("step", step.step());
        fields.put("table", step.table());
        fields.put("verdict", step.verdict().text());
        fields.put("version", step.version().map(TableVersion::toString).orElse(null));
        fields.put("inputs", texts(step.inputs()));
        fields.put("rows", step.rows());
        fields.put("metrics", step.metrics());
        fields.put("reasons", step.reasons());
        fields.put("seconds", step.seconds());
        return fields;
    }

    private static List<String> texts(Collection<TableVersion> versions) {
        return versions.stream().map(TableVersion::toString).toList();
    }
}
