package io.penstock.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The main class of {@code penstock airflow}: results go to standard output, progress and errors to the other. */
@Command(
        name = "penstock airflow",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "penstock 0.1.0",
        description = "Asks a running Airflow; `up` starts one on this machine and `down` ends it.",
        footer = {
            "",
            "PENSTOCK_AIRFLOW_URL (default http://127.0.0.1:8080), PENSTOCK_AIRFLOW_USER and PENSTOCK_AIRFLOW_PASSWORD or",
            "PENSTOCK_AIRFLOW_PASSWORD_FILE say where it is and who asks. Exit codes: 0 ok, 1 fault, 2 usage, 3 blocked."
        },
        subcommands = {
            DoctorCommand.class,
            TriggerCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            BackfillCommand.class,
            ClearCommand.class,
            PauseCommand.class,
            UnpauseCommand.class,
            PoolsCommand.class
        })
public final class AirflowCommands implements Callable<Integer> {

    /** How results are printed. */
    enum Output {
        text,
        json
    }

    @Option(
            names = "--project",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "the project's folder, for doctor (default: this one)")
    Path project = Path.of("");

    @Option(names = "--output", scope = ScopeType.INHERIT, description = "text or json (default: text)")
    Output output = Output.text;

    @Spec
    CommandSpec spec;

    private final Map<String, String> environment;
    private final Limits limits;
    private final PrintStream out;
    private final PrintStream err;

    AirflowCommands(Map<String, String> environment, Limits limits, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.limits = limits;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new AirflowCommands(System.getenv(), Limits.usual(), out, err).execute(args));
    }

    /** Runs one command line and says how it ended. */
    int execute(String... args) {
        CommandLine line = new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, Times::date)
                .registerConverter(Duration.class, Times::duration)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((error, given) -> refuse(error))
                .setExecutionExceptionHandler((error, command, parsed) -> explain(error));
        return line.execute(args);
    }

    /** The Airflow that the environment names; nothing is asked yet. */
    Airflow open() {
        return new Airflow(Login.from(environment), limits);
    }

    /** Where progress goes. */
    PrintStream progress() {
        return err;
    }

    int print(Told told) {
        out.print(output == Output.json ? json(told.json()) : told.text());
        out.flush();
        return told.exit().code();
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(err);
        return Exit.USAGE.code();
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is printed cannot be JSON", e);
        }
    }

    private int explain(Exception error) {
        if (error instanceof Unsuccessful unsuccessful) {
            err.println("penstock: " + unsuccessful.getMessage());
            return unsuccessful.exit().code();
        }
        err.println("penstock: this is a fault of ours, please report it");
        error.printStackTrace(err);
        return Exit.FAULT.code();
    }

    private static int refuse(ParameterException error) {
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
