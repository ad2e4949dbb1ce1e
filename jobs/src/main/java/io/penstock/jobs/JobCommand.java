package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A subcommand that runs a job: it leaves a row in {@code meta/runs} and, when asked, a result file. */
abstract class JobCommand implements Callable<Integer> {

    @ParentCommand
    Penstock penstock;

    private final String job;

    JobCommand(String job) {
        this.job = job;
    }

    /** The days asked for; empty if the job has none. */
    abstract Optional<DateRange> days();

    /** The project, opened; what must be so before its lake is opened is done. */
    Project open() {
        return penstock.open();
    }

    /** The work, step by step. */
    abstract List<StepResult> run(RunContext context);

    @Override
    public Integer call() {
        return new Invocation(penstock, job).run(this::days, this::open, this::run);
    }
}
