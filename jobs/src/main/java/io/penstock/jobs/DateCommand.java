package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A job as of the end of one day. */
abstract class DateCommand extends JobCommand {

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "the UTC day at whose end is what is known")
    LocalDate date;

    DateCommand(String job) {
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
