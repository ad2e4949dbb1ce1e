package io.penstock.jobs;

import io.penstock.base.DefinitionError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "check", description = "All problems of the definitions at once; starts no Spark.")
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    Penstock penstock;

    @Override
    public Integer call() {
        try {
            System.out.print(ProjectReport.of(penstock.open()));
            return Exit.OK.code();
        } catch (DefinitionError error) {
            System.out.print(ProjectReport.of(error));
            return Exit.USAGE.code();
        }
    }
}
