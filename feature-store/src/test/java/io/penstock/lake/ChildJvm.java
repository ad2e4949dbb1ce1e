package io.penstock.lake;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a main class of the tests in a process of its own, with this one's class path and Java options. */
public final class ChildJvm {

    private ChildJvm() {}

    static Process start(Class<?> main, Path output, String... arguments) throws IOException {
        return start(main, Map.of(), output, arguments);
    }

    /** Starts it with system properties. */
    public static Process start(Class<?> main, Map<String, String> properties, Path output, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits for a child and gives its exit status; ends it after five minutes: it hangs. */
    public static int await(Process child) throws InterruptedException {
        if (!child.waitFor(5, TimeUnit.MINUTES)) {
            child.destroyForcibly();
            throw new AssertionError("the child process hung");
        }
        return child.exitValue();
    }
}
