package io.penstock.jobs;

import io.penstock.base.Verdict;
import io.penstock.jobs.report.Report;
import io.penstock.jobs.report.ReportData;
import java.nio.file.Path;
import java.util.List;

/** The lake's tables to a static site. */
final class ReportJob {

    private ReportJob() {}

    static StepResult run(RunContext context, Path folder) {
        return context.step("report", folder.resolve("index.html").toString(), () -> {
            Report.write(
                    ReportData.read(
                            context.lake(), context.project(), context.run().id()),
                    folder);
            return StepResult.of("report", folder.resolve("index.html").toString(), Verdict.OK, List.of());
        });
    }
}
