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

    /** In one piece, as tables are worked on side by side. */
    void ends(StepResult result) {
        StringBuilder text = new StringBuilder("  ")
                .append(result.step())
                .append(' ')
                .append(result.version().map(Object::toString).orElse(result.table()))
                .append(": ")
                .append(result.verdict().text());
        result.rows().forEach((name, count) -> {
            if (count != 0) {
                text.append(", ").append(name).append(' ').append(String.format(Locale.ROOT, "%,d", count));
            }
        });
        text.append(String.format(Locale.ROOT, " (%.1f s)", result.seconds()));
        result.reasons().forEach(reason -> text.append("\n    ").append(reason));
        out.println(text);
    }
}
