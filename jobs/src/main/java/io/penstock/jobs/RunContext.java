package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Run;
import io.penstock.lake.Lake;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What every job works with: the project, its lake, the session, the run that signs what it commits, and who is told of each
 * step that has ended, whatever becomes of the next.
 */
record RunContext(
        Project project, SparkSession spark, Lake lake, Run run, Console console, Consumer<StepResult> ended) {

    RunContext {
        requireNonNull(project, "project");
        requireNonNull(spark, "spark");
        requireNonNull(lake, "lake");
        requireNonNull(run, "run");
        requireNonNull(console, "console");
        requireNonNull(ended, "ended");
    }

    Path root() {
        return project.folder();
    }

    /** Runs a step: names its work in the Spark UI and on the console, and takes its time. */
    StepResult step(String step, String table, Supplier<StepResult> work) {
        begins(step, table);
        long started = System.nanoTime();
        return ends(work.get().took((System.nanoTime() - started) / 1e9));
    }

    /** Says that a step begins. */
    void begins(String step, String table) {
        spark.sparkContext().setJobGroup(run.id().value(), step + " " + table, false);
        console.begins(step, table);
    }

    /** Says how a step ended. */
    StepResult ends(StepResult result) {
        ended.accept(result);
        console.ends(result);
        return result;
    }
}
