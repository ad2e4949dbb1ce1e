package io.penstock.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The main class: one subcommand a job, the same under {@code bin/penstock} and under spark-submit.
 *
 * <p>{@code main} returns when the job succeeded and throws when it did not, after all has been written; it never ends
 * the JVM itself, for a cluster manager would take a good run for a failed one. The launcher asks for the exit code in
 * a file of its own ({@value #EXIT_FILE}).
 */
@Command(
        name = "penstock",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "penstock 0.1.0",
        description = "Validated sources, point-in-time features, models and predictions from a folder of definitions.",
        subcommands = {
            CommandLine.HelpCommand.class,
            CheckCommand.class,
            TestCommand.class,
            PlanCommand.class,
            ListCommand.class,
            ShowCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            PreviewCommand.class,
            SqlCommand.class,
            RunsCommand.class,
            IngestCommand.class,
            FeaturesCommand.class,
            MaterializeCommand.class,
            OnlineCommand.class,
            TrainingSetCommand.class,
            TrainCommand.class,
            ScoreCommand.class,
            MonitorCommand.class,
            RunCommand.class,
            BackfillCommand.class,
            PromoteCommand.class,
            ApproveCommand.class,
            RollbackCommand.class,
            RetireCommand.class,
            OptimizeCommand.class,
            VacuumCommand.class,
            ReportCommand.class,
            DemoCommand.class
        })
public final class Penstock implements Callable<Integer> {

    /** System property with the file that the exit code is written to. */
    static final String EXIT_FILE = "penstock.exit.file";

    /** How results are printed. */
    enum Output {
        text,
        json
    }

    @Option(
            names = "--project",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "the project's folder (default: this one)")
    Path project = Path.of("");

    @Option(
            names = "--target",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "targets/NAME.yaml overrides the definitions")
    Optional<String> target = Optional.empty();

    @Option(names = "--output", scope = ScopeType.INHERIT, description = "text or json (default: text)")
    Output output = Output.text;

    @Option(
            names = "--result",
            scope = ScopeType.INHERIT,
            paramLabel = "PATH",
            description = "where result.json is written, any Hadoop path")
    Optional<String> result = Optional.empty();

    @Option(
            names = "--run-id",
            scope = ScopeType.INHERIT,
            paramLabel = "ID",
            description = "the run's id (default: made from the time)")
    Optional<String> runId = Optional.empty();

    @Option(
            names = "--attempt",
            scope = ScopeType.INHERIT,
            paramLabel = "N",
            description = "which try of the scheduler this is (default: 1)")
    int attempt = 1;

    @Option(
            names = "--verdict-only",
            scope = ScopeType.INHERIT,
            description = "under spark-submit: return on blocked too, the caller reads the result file")
    boolean verdictOnly;

    @Spec
    CommandSpec spec;

    Penstock() {}

    public static void main(String[] args) {
        Penstock penstock = new Penstock();
        Exit exit = penstock.execute(args);
        penstock.writeExit(exit);
        if (exit != Exit.OK && !(exit == Exit.BLOCKED && penstock.verdictOnly)) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, unsuccessful) -> {});
            throw new Unsuccessful(exit);
        }
    }

    /** The project that the options name. */
    Project open() {
        return Project.read(project.toAbsolutePath().normalize(), target, System.getenv());
    }

    /** The same project with the overrides and the lake of a target. */
    Project open(String ofTarget) {
        return Project.read(project.toAbsolutePath().normalize(), Optional.of(ofTarget), System.getenv());
    }

    /** Runs one command line and says how it ended. */
    Exit execute(String... args) {
        CommandLine line = new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .registerConverter(LocalDate.class, Penstock::date)
                .registerConverter(Instant.class, Penstock::instant)
                .registerConverter(int.class, Penstock::count)
                .setParameterExceptionHandler(this::refuse)
                .setExecutionExceptionHandler((error, command, parsed) -> Invocation.explain(error));
        int code = line.execute(args);
        for (Exit exit : Exit.values()) {
            if (exit.code() == code) {
                return exit;
            }
        }
        return Exit.FAULT;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE.code();
    }

    private void writeExit(Exit exit) {
        String file = System.getProperty(EXIT_FILE);
        if (file == null) {
            return;
        }
        try {
            Files.writeString(Path.of(file), Integer.toString(exit.code()), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the launcher how it ended: " + file, e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no date; write it as 2013-01-31");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no instant; write it as 2013-01-31T10:00:00Z");
        }
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new TypeConversionException("'" + text + "' is no whole number from 0 to " + Integer.MAX_VALUE);
    }

    /** A command line that is not understood has a result too, where it says where to put it. */
    private int refuse(ParameterException error, String[] args) {
        int code = explain(error);
        for (int i = 0; i < args.length && result.isEmpty(); i++) {
            if (args[i].startsWith("--result=")) {
                result = Optional.of(args[i].substring("--result=".length()));
            } else if (args[i].equals("--result") && i + 1 < args.length) {
                result = Optional.of(args[i + 1]);
            }
        }
        if (result.isPresent()) {
            new Invocation(this, error.getCommandLine().getCommandName()).refused(error.getMessage());
        }
        return code;
    }

    private static int explain(ParameterException error) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("penstock: " + error.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, err)) {
            err.println("`" + command.getCommandSpec().qualifiedName() + " --help` lists what is allowed");
        }
        err.flush();
        return Exit.USAGE.code();
    }
}
