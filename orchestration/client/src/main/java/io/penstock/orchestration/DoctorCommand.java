package io.penstock.orchestration;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code doctor}: ends with 0 if all is well. */
@Command(
        name = "doctor",
        description = "Says whether Airflow can run the project's DAGs, and what to do where it cannot.")
final class DoctorCommand extends AskCommand {

    @Override
    Told ask(Airflow airflow) {
        List<Finding> findings = new Doctor(airflow, commands.project).look();
        Table json = new Table("what", "ok", "found", "advice");
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            json.row(finding.what(), finding.well(), finding.found(), finding.advice());
            text.append("%-6s %s: %s%n".formatted(finding.well() ? "ok" : "NOT OK", finding.what(), finding.found()));
            if (!finding.well()) {
                text.append("       -> ").append(finding.advice()).append('\n');
            }
        }
        Exit exit = findings.stream().allMatch(Finding::well) ? Exit.OK : Exit.FAULT;
        return new Told(exit, text.toString(), json.json());
    }
}
