package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A standalone cluster of Spark, of real processes on 127.0.0.1: a master, and workers of one core and 1 GiB. */
final class SparkCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private String master;

    private SparkCluster(Path folder) {
        this.folder = folder;
    }

    static SparkCluster start(Path folder, int workers) throws Exception {
        SparkCluster cluster = new SparkCluster(Files.createDirectories(folder));
        try {
            cluster.start(workers);
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private void start(int workers) throws Exception {
        home();
        run(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
        master = said("master", "Starting Spark master at (spark://\\S+)");
        for (int worker = 1; worker <= workers; worker++) {
            String work = folder.resolve("work-" + worker).toString();
            String name = "worker-" + worker;
            run(
                    name,
                    "org.apache.spark.deploy.worker.Worker",
                    List.of("--host", "127.0.0.1", "--webui-port", "0", "-c", "1", "-m", "1g", "-d", work, master)
                            .toArray(String[]::new));
        }
        for (int worker = 1; worker <= workers; worker++) {
            said("worker-" + worker, "Successfully registered with master (spark://\\S+)");
        }
    }

    /** Workers start executors from a Spark home: a file RELEASE and the jars. */
    private void home() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        Files.writeString(folder.resolve("home/RELEASE"), "Spark of the class path of the tests");
        for (Path entry : classPath().filter(Files::isRegularFile).toList()) {
            Files.createSymbolicLink(jars.resolve(entry.getFileName()), entry);
        }
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of);
    }

    private void run(String name, String main, String... arguments) throws IOException {
        processes.add(java(
                        name,
                        List.of("-Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties"),
                        main,
                        arguments)
                .start());
    }

    private ProcessBuilder java(String name, List<String> options, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
        command.addAll(List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions()
                .split(" ")));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log(name).toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        folder.resolve("home").toString(),
                        "SPARK_SCALA_VERSION",
                        "2.12",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1"));
        return builder;
    }

    private String said(String name, String pattern) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(log(name)));
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(100);
        }
        throw new AssertionError(name + " did not say " + pattern + ": " + Files.readString(log(name)));
    }

    /** Runs a command line through spark-submit; gives its exit status, its output is that of {@link #output}. */
    int submit(String name, Map<String, String> settings, String... line) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "spark.master", master,
                "spark.executor.memory", "700m",
                "spark.executor.cores", "1",
                "spark.sql.shuffle.partitions", "4",
                "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "spark.executor.extraClassPath",
                        String.join(
                                ":",
                                classPath()
                                        .filter(Files::isDirectory)
                                        .map(Path::toString)
                                        .toList())));
        all.putAll(settings);
        List<String> arguments = new ArrayList<>(List.of(
                "--properties-file",
                Path.of("..", "conf", "standalone.properties").toAbsolutePath().toString()));
        all.forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));
        arguments.addAll(List.of("--class", Penstock.class.getName(), "spark-internal"));
        arguments.addAll(List.of(line));
        Path exit = folder.resolve(name + ".exit");
        Process job = java(
                        name,
                        List.of("-Dpenstock.exit.file=" + exit),
                        "org.apache.spark.deploy.SparkSubmit",
                        arguments.toArray(String[]::new))
                .start();
        processes.add(job);
        assertThat(job.waitFor(4, java.util.concurrent.TimeUnit.MINUTES))
                .as("%s ends: %s", name, output(name))
                .isTrue();
        return Files.exists(exit) ? Integer.parseInt(Files.readString(exit)) : job.exitValue();
    }

    String output(String name) throws IOException {
        return Files.readString(log(name));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Ends all processes and what they started. */
    @Override
    public void close() {
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        processes.forEach(process -> process.onExit().join());
    }
}
