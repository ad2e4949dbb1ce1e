package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.DefinitionError;
import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.KillPoint;
import io.penstock.base.PenstockException;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.UserError;
import io.penstock.base.Verdict;
import io.penstock.jobs.RunResult.Retry;
import io.penstock.lake.Lake;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;

/**
 * One run of a job with all that stands around it: project, session, run id, the row in {@code meta/runs}, and, last,
 * the result file.
 */
final class Invocation {

    private final Penstock options;
    private final String job;
    private final Run run;
    private final Console console = new Console(System.err);

    /** The steps that have ended; tables are worked on side by side. */
    private final Queue<StepResult> done = new ConcurrentLinkedQueue<>();

    /** The days asked for, as soon as they are understood. */
    private Optional<DateRange> days = Optional.empty();

    /** What may say why a job on a cluster failed; there once a session is. */
    private Optional<ClusterWatch> watch = Optional.empty();

    /** Hadoop's, the session's own as soon as there is one. */
    private Configuration configuration = new Configuration();

    Invocation(Penstock options, String job) {
        this.options = options;
        this.job = job;
        RunId id = options.runId.map(RunId::new).orElseGet(RunId::create);
        this.run = new Run(id, job, System.getProperty("penstock.code.version", "unknown"), Instant.now());
    }

    /** Runs the work over the project's lake; every way it can end is a result. */
    int run(Supplier<Optional<DateRange>> asked, Supplier<Project> open, Function<RunContext, List<StepResult>> work) {
        options.result.ifPresent(path -> ResultFile.refuseUnusable(path, configuration));
        RunResult result;
        try {
            days = asked.get();
            result = work(open, work);
        } catch (Throwable error) { // Spark throws checked exceptions that no signature names
            Throwable cause =
                    ofUser(watch.map(cluster -> cluster.explained(error)).orElse(error));
            result = failed(cause);
            explain(cause);
        }
        KillPoint.reached("result");
        write(result);
        return result.exit().code();
    }

    /** The result of a command line that was not understood. */
    void refused(String reason) {
        write(failed(new UserError(reason)));
    }

    /** The result file of a look at the definitions, which has printed what it found. */
    void checked(Optional<DefinitionError> problems) {
        save(problems.<RunResult>map(this::failed)
                .orElseGet(() -> result(Verdict.OK, Exit.OK, Retry.USELESS, List.of(), List.of())));
    }

    /** Says on stderr what went wrong: one text for what the user can fix or try again, the trace besides for what we must. */
    static int explain(Throwable thrown) {
        Throwable error = ofUser(thrown);
        System.err.println("penstock: " + text(error));
        if (error instanceof UserError) {
            return Exit.USAGE.code();
        }
        if (!(error instanceof Fault fault && fault.retryable())) {
            error.printStackTrace(System.err);
        }
        return Exit.FAULT.code();
    }

    private RunResult work(Supplier<Project> open, Function<RunContext, List<StepResult>> work) {
        Project project = open.get();
        SparkSession spark = Session.open("penstock " + job);
        configuration = spark.sparkContext().hadoopConfiguration();
        Spending spending = Spending.listen(spark);
        ClusterWatch cluster = ClusterWatch.over(spark.sparkContext());
        watch = Optional.of(cluster);
        try (cluster) {
            Lake lake = Lake.at(spark, project.lakeRoot());
            RunResult result;
            try {
                result = ended(work.apply(new RunContext(project, spark, lake, run, console, done::add)));
            } catch (Throwable error) { // as above
                if (cluster.answers()) {
                    keep(failed(ofUser(error)), lake, spending, project);
                }
                throw error;
            }
            RunRecords.append(lake, result, spending.ended(console), project.fingerprint());
            return result;
        }
    }

    /** A failure is kept where that can be done; it never hides behind another. */
    private void keep(RunResult failure, Lake lake, Spending spending, Project project) {
        try {
            RunRecords.append(lake, failure, spending.ended(console), project.fingerprint());
        } catch (Throwable error) {
            console.say("this run is not in meta/runs: " + text(error));
        }
    }

    private RunResult ended(List<StepResult> steps) {
        if (steps.isEmpty()) {
            console.say("nothing to do: there is nothing that " + job + " works on");
        }
        Verdict verdict = steps.stream().map(StepResult::verdict).reduce(Verdict.NOTHING_TO_DO, Verdict::and);
        List<String> reasons = steps.stream()
                .filter(step -> step.verdict() != Verdict.OK)
                .flatMap(step -> step.reasons().stream().map(reason -> step.table() + ": " + reason))
                .toList();
        Retry retry = verdict == Verdict.BLOCKED ? Retry.MAY_HELP : Retry.USELESS;
        return result(verdict, Exit.of(verdict), retry, reasons, steps);
    }

    /** With the steps that had ended: what they published stands. */
    private RunResult failed(Throwable error) {
        Exit exit = error instanceof UserError ? Exit.USAGE : Exit.FAULT;
        boolean again = error instanceof Fault fault ? fault.retryable() : exit == Exit.FAULT;
        Retry retry = again ? Retry.MAY_HELP : Retry.USELESS;
        return result(Verdict.FAILED, exit, retry, List.of(text(error)), List.copyOf(done));
    }

    private RunResult result(Verdict verdict, Exit exit, Retry retry, List<String> reasons, List<StepResult> steps) {
        return new RunResult(run, options.attempt, days, Instant.now(), verdict, exit, retry, reasons, steps);
    }

    private void write(RunResult result) {
        if (options.output == Penstock.Output.json) {
            System.out.print(Json.pretty(result.fields()));
        } else if (result.steps().size() > 1) {
            System.out.print(StepTable.of(result.steps()).text());
        }
        save(result);
    }

    private void save(RunResult result) {
        if (options.result.isPresent()) {
            ResultFile.write(options.result.get(), result, configuration);
        }
    }

    /** What the user can fix of a failure of the engine, which wraps what a task finds out about its rows. */
    private static Throwable ofUser(Throwable error) {
        return error instanceof PenstockException
                ? error
                : Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                        .flatMap(cause -> refused(cause).stream())
                        .findFirst()
                        .<Throwable>map(refused -> refused)
                        .orElse(error);
    }

    /** Our own refusal of a value, or Spark's data exception (SQL state 22): an expression that has no value for a row. */
    private static Optional<UserError> refused(Throwable cause) {
        if (cause instanceof UserError own) {
            return Optional.of(own);
        }
        return cause instanceof SparkThrowable spark
                        && String.valueOf(spark.getSqlState()).startsWith("22")
                ? Optional.of(new UserError(
                        "an expression of a definition cannot be computed over a row, change it: "
                                + AnsiAdvice.leftOutOf(cause.getMessage()),
                        cause))
                : Optional.empty();
    }

    private static String text(Throwable error) {
        if (error instanceof PenstockException && error.getMessage() != null) {
            return error.getMessage();
        }
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return "the engine failed: " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
