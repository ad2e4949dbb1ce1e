package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Verdict;
import io.penstock.lake.Compacted;
import io.penstock.lake.Lake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "optimize",
        description =
                "Puts the many small files of tables of records together; no row changes, products are left alone.")
final class OptimizeCommand extends JobCommand {

    @Parameters(
            paramLabel = "TABLE",
            description = "such as meta/checks (default: all of meta, monitoring, quarantine)")
    List<String> tables = new ArrayList<>();

    OptimizeCommand() {
        super("optimize");
    }

    @Override
    Optional<DateRange> days() {
        return Optional.empty();
    }

    @Override
    List<StepResult> run(RunContext context) {
        List<String> asked = tables.isEmpty()
                ? context.lake().tables().stream().filter(Lake::isOfRecords).toList()
                : tables;
        return asked.stream()
                .map(table -> context.step(
                        "optimize", table, () -> result(table, context.lake().compact(table))))
                .toList();
    }

    private static StepResult result(String table, Compacted compacted) {
        return new StepResult(
                "optimize",
                table,
                compacted.after() < compacted.before() ? Verdict.OK : Verdict.NOTHING_TO_DO,
                Optional.of(compacted.version()),
                List.of(),
                new TreeMap<>(Map.of("files_before", compacted.before(), "files_after", compacted.after())),
                new TreeMap<>(),
                List.of(),
                0);
    }
}
