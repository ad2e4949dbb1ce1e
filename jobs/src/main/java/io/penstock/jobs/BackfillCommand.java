package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backfill",
        description = "Ingest and features of a range of days, in one pass or in chunks; what is done already is left.")
final class BackfillCommand extends DaysCommand {

    private static final Duration DAY = Duration.ofDays(1);

    @Option(
            names = "--chunk",
            paramLabel = "DAYS",
            description = "days a pass, such as 30d, each committed before the next (default: all in one pass)")
    Optional<String> chunk = Optional.empty();

    BackfillCommand() {
        super("backfill");
    }

    @Override
    List<StepResult> run(RunContext context) {
        return chunks().stream()
                .flatMap(days -> Pipeline.build(context, days).stream())
                .toList();
    }

    private List<DateRange> chunks() {
        return chunk.map(text -> range().chunks(days(text))).orElseGet(() -> List.of(range()));
    }

    private static long days(String text) {
        Duration length = Durations.parse(text);
        if (length.isZero() || !length.equals(DAY.multipliedBy(length.toDays()))) {
            throw new UserError("--chunk " + text + " is no number of whole days; write it as 30d");
        }
        return length.toDays();
    }
}
