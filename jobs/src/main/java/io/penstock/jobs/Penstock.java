package io.penstock.jobs;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class: one subcommand a job. */
@Command(name = "penstock", mixinStandardHelpOptions = true, version = "penstock 0.1.0")
public final class Penstock implements Runnable {
    private Penstock() {}

    public static void main(String[] args) {
        new CommandLine(new Penstock()).execute(args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
