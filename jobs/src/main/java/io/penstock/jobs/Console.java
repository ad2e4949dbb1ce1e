package io.penstock.jobs;

import java.io.PrintStream;
import java.util.Locale;

/** Says on stderr what a job is doing; results go to stdout. */
final class Console {

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void begins(String step, String table) {
        out.println("  " + step + " " + table + " ...");
    }

    void ends(StepResult result) {
        StringBuilder line = new StringBuilder("  ")
                .append(result.step())
                .append(' ')
                .append(result.version().map(Object::toString).orElse(result.table()))
                .append(": ")
                .append(result.verdict().text());
        result.rows().forEach((name, count) -> {
            if (count != 0) {
                line.append(", ").append(name).append(' ').append(String.format(Locale.ROOT, "%,d", count));
            }
        });
        line.append(String.format(Locale.ROOT, " (%.1f s)", result.seconds()));
        out.println(line);
        result.reasons().forEach(reason -> out.println("    " + reason));
    }
}
