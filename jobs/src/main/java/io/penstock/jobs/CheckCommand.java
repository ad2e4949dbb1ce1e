package io.penstock.jobs;

import io.penstock.base.DefinitionError;
import io.penstock.base.Json;
import io.penstock.base.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "check", description = "All problems of the definitions at once; starts no Spark.")
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    Penstock penstock;

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(penstock, "check");
        try {
            Project project = penstock.open();
            print(ProjectReport.of(project), List.of(), project.warnings());
            invocation.checked(Optional.empty());
            return Exit.OK.code();
        } catch (DefinitionError error) {
            print(ProjectReport.of(error), error.problems(), List.of());
            invocation.checked(Optional.of(error));
            return Exit.USAGE.code();
        }
    }

    private void print(String text, List<Problem> problems, List<Problem> warnings) {
        boolean json = penstock.output == Penstock.Output.json;
        System.out.print(json ? Json.pretty(Map.of("problems", fields(problems), "warnings", fields(warnings))) : text);
    }

    private static List<Map<String, Object>> fields(List<Problem> problems) {
        return problems.stream()
                .map(problem -> Map.<String, Object>of(
                        "file", problem.at().file(), "line", problem.at().line(), "problem", problem.text()))
                .toList();
    }
}
