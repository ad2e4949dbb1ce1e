package io.penstock.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "online", description = "Looks into the online store.", subcommands = OnlineGetCommand.class)
final class OnlineCommand implements Callable<Integer> {

    @ParentCommand
    Penstock penstock;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE.code();
    }
}
