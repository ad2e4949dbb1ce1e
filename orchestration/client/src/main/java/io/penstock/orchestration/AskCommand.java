package io.penstock.orchestration;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A subcommand: it asks Airflow and prints what it was told. */
abstract class AskCommand implements Callable<Integer> {

    @ParentCommand
    AirflowCommands commands;

    abstract Told ask(Airflow airflow);

    @Override
    public final Integer call() {
        return commands.print(ask(commands.open()));
    }
}
