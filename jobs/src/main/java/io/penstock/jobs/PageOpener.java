package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens a page in the browser of this machine; where there is none, says so and where the page lies. */
record PageOpener(List<String> command) {
    /** An opener that is still running by then has found a browser that it is the parent of. */
    private static final long SECONDS = 5;

    PageOpener {
        command = List.copyOf(command);
    }

    /** The one of an operating system, by the name that Java gives it. */
    static PageOpener of(String system) {
        String name = requireNonNull(system, "system").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new PageOpener(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        return new PageOpener(List.of(name.startsWith("mac") ? "open" : "xdg-open"));
    }

    /** What became of it, in a sentence. */
    String open(Path page) {
        Path file = page.toAbsolutePath().normalize();
        List<String> line = new ArrayList<>(command);
        line.add(file.toUri().toString());
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            return !ended || process.exitValue() == 0
                    ? "opened " + file
                    : notOpened(file, command.get(0) + " ended with " + process.exitValue());
        } catch (IOException e) {
            return notOpened(file, "there is no " + command.get(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notOpened(file, "interrupted");
        }
    }

    private static String notOpened(Path file, String why) {
        return "no browser could be opened on this machine (" + why + "); the report is " + file;
    }
}
