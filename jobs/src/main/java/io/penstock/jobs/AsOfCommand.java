package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A job about one model as of the end of one day. */
abstract class AsOfCommand extends JobCommand {

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "one model (default: all)")
    Optional<String> model = Optional.empty();

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "the UTC day at whose end is what is known")
    LocalDate date;

    AsOfCommand(String job) {
        super(job);
    }

    @Override
    final Optional<DateRange> days() {
        return Optional.of(new DateRange(date, date));
    }

    final Instant asOf() {
        return new DateRange(date, date).end();
    }
}
