package io.penstock.jobs;

import io.penstock.base.Json;
import io.penstock.base.Plural;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewTestResult;
import io.penstock.features.ViewTester;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "test", description = "Runs the examples (tests) of feature views; needs no lake.")
final class TestCommand implements Callable<Integer> {

    @ParentCommand
    Penstock penstock;

    @Parameters(paramLabel = "VIEW", description = "feature views (default: all)")
    List<String> views = new ArrayList<>();

    @Override
    public Integer call() {
        Project project = penstock.open();
        List<FeatureView> asked = views.isEmpty()
                ? List.copyOf(project.catalog().views().values())
                : views.stream().map(project.catalog()::view).toList();
        ViewTester tester = new ViewTester(Session.open("penstock test"), project.catalog());
        List<ViewTestResult> results =
                asked.stream().flatMap(view -> tester.run(view).stream()).toList();
        System.out.print(
                penstock.output == Penstock.Output.json
                        ? Json.pretty(results.stream().map(TestCommand::fields).toList())
                        : text(results, asked));
        return (results.stream().allMatch(ViewTestResult::isOk) ? Exit.OK : Exit.USAGE).code();
    }

    private static String text(List<ViewTestResult> results, List<FeatureView> asked) {
        StringBuilder text = new StringBuilder();
        for (ViewTestResult result : results) {
            text.append(
                    String.format("%s: %s %s%n", result.test().at(), result.view(), result.isOk() ? "ok" : "FAILED"));
            for (ViewTestResult.Mismatch each : result.mismatches()) {
                text.append(String.format(
                        "    %s: expected %s, found %s, where %s%n",
                        each.feature(), each.expected(), each.found(), each.where()));
            }
        }
        long failed = results.stream().filter(result -> !result.isOk()).count();
        long without = asked.stream().filter(view -> view.tests().isEmpty()).count();
        return text.append(String.format(
                        "%d %s of %d %s, %d failed; %d %s none%n",
                        results.size(),
                        Plural.of(results.size(), "test"),
                        asked.size(),
                        Plural.of(asked.size(), "view"),
                        failed,
                        without,
                        without == 1 ? "view has" : "views have"))
                .toString();
    }

    private static Map<String, Object> fields(ViewTestResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("view", result.view());
        fields.put("file", result.test().at().file());
        fields.put("line", result.test().at().line());
        fields.put("verdict", result.isOk() ? "ok" : "failed");
        fields.put(
                "mismatches",
                result.mismatches().stream().map(TestCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(ViewTestResult.Mismatch mismatch) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("where", mismatch.where());
        fields.put("feature", mismatch.feature());
        fields.put("expected", mismatch.expected());
        fields.put("found", mismatch.found() == null ? null : mismatch.found().toString());
        return fields;
    }
}
