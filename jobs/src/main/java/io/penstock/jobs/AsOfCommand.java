package io.penstock.jobs;

import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A job about one model as of the end of one day. */
abstract class AsOfCommand extends DateCommand {

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "one model (default: all)")
    Optional<String> model = Optional.empty();

    AsOfCommand(String job) {
        super(job);
    }
}
