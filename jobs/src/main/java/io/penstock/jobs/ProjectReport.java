package io.penstock.jobs;

import io.penstock.base.DefinitionError;
import io.penstock.base.Problem;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} prints: every problem with its file and line, or how much of what was found to be well. */
public final class ProjectReport {
    private ProjectReport() {}

    /** A project without problems: a line that counts its definitions, and a line for each warning. */
    public static String of(Project project) {
        List<String> lines = new ArrayList<>();
        project.warnings().forEach(warning -> lines.add("warning: " + warning));
        lines.add(project.name() + ": "
                + String.join(
                        ", ",
                        List.of(
                                count(project.catalog().feeds().size(), "feed", "feeds"),
                                count(project.catalog().sources().size(), "source", "sources"),
                                count(project.catalog().entities().size(), "entity", "entities"),
                                count(project.catalog().views().size(), "feature view", "feature views"),
                                count(project.models().size(), "model", "models")))
                + "; no problem");
        return String.join("\n", lines) + "\n";
    }

    /** A project with problems: a line for each, and a line that counts them. */
    public static String of(DefinitionError error) {
        List<String> lines = new ArrayList<>();
        error.problems().stream().map(Problem::toString).forEach(lines::add);
        lines.add(count(error.problems().size(), "problem", "problems"));
        return String.join("\n", lines) + "\n";
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
