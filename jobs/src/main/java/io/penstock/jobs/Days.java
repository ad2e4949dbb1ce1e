package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.UserError;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name days: {@code --date D}, or {@code --from D --to D}, both ends included. */
final class Days {

    private static final int MOST_YEARS = 20;

    @Option(
            names = "--date",
            paramLabel = "D",
            description = "one day, such as 2013-10-01: the batch for ingest, the UTC day elsewhere")
    Optional<LocalDate> date = Optional.empty();

    @Option(names = "--from", paramLabel = "D", description = "first day of a range, done in one pass")
    Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "D", description = "last day of the range")
    Optional<LocalDate> to = Optional.empty();

    /** Whether any day was named. */
    boolean named() {
        return date.isPresent() || from.isPresent() || to.isPresent();
    }

    /** The days asked for; refused if they are not one day or one range. */
    DateRange range() {
        if (date.isPresent() && from.isEmpty() && to.isEmpty()) {
            return new DateRange(date.get(), date.get());
        }
        if (date.isEmpty() && from.isPresent() && to.isPresent()) {
            if (to.get().isBefore(from.get())) {
                throw new UserError("--to " + to.get() + " lies before --from " + from.get());
            }
            if (from.get().plusYears(MOST_YEARS).isBefore(to.get())) {
                throw new UserError("--from " + from.get() + " --to " + to.get() + " are more than " + MOST_YEARS
                        + " years; a range is one pass, cut it");
            }
            return new DateRange(from.get(), to.get());
        }
        throw new UserError("say which days: --date D, or --from D --to D (both ends included)");
    }
}
