package io.penstock.jobs;

import io.penstock.base.DateRange;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A job that is asked for days. */
abstract class DaysCommand extends JobCommand {

    @Mixin
    Days days;

    DaysCommand(String job) {
        super(job);
    }

    @Override
    final Optional<DateRange> days() {
        return Optional.of(days.range());
    }

    final DateRange range() {
        return days.range();
    }
}
