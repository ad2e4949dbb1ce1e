package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.base.Verdict;
import io.penstock.lake.VacuumPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "vacuum",
        description =
                "Removes data files that no version to be kept needs: the newest, those of the last days, and all that a"
                        + " model, a prediction, a feature table or the online store was made of.")
final class VacuumCommand extends JobCommand {

    private static final Duration SHORTEST = Duration.ofDays(1);

    @Parameters(paramLabel = "TABLE", description = "such as features/origin_congestion (default: all)")
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description = "versions that were the newest at some time in it stay (default: 30d)")
    String keep = "30d";

    @Option(
            names = "--up-to",
            paramLabel = "V",
            description = "instead: of one table this version and those before it, whenever they were written")
    Optional<Long> upTo = Optional.empty();

    @Option(names = "--dry-run", description = "say what would go; nothing is removed")
    boolean dryRun;

    VacuumCommand() {
        super("vacuum");
    }

    @Override
    Optional<DateRange> days() {
        if (Durations.parse(keep).compareTo(SHORTEST) < 0) {
            throw new UserError(
                    "--keep " + keep + " is too short: a job may still read what was the newest version an hour ago; it"
                            + " is 1d or more");
        }
        if (upTo.isPresent() && tables.size() != 1) {
            throw new UserError("--up-to goes with one table, whose version it is");
        }
        return Optional.empty();
    }

    @Override
    List<StepResult> run(RunContext context) {
        List<String> asked = tables.isEmpty() ? context.lake().tables() : tables;
        asked.forEach(context.lake()::at);
        Pins pins = Pins.of(context.lake(), context.spark());
        upTo.ifPresent(newest -> refuseNeeded(context, pins, asked.get(0), newest));
        List<VacuumPlan> plans = asked.stream()
                .map(table -> context.lake().planVacuum(table, kept(context, pins, table)))
                .toList();
        return plans.stream()
                .map(plan -> context.step("vacuum", plan.table(), () -> remove(context, plan)))
                .toList();
    }

    private Set<Long> kept(RunContext context, Pins pins, String table) {
        Set<Long> kept = new TreeSet<>(pins.versions(table));
        if (upTo.isPresent()) {
            long newest = context.lake().at(table).version();
            LongStream.rangeClosed(upTo.get() + 1, newest).forEach(kept::add);
        } else {
            kept.addAll(context.lake().newestSince(table, Instant.now().minus(Durations.parse(keep))));
        }
        return kept;
    }

    private static void refuseNeeded(RunContext context, Pins pins, String table, long newest) {
        context.lake().at(table + "@" + newest);
        List<String> needed = LongStream.rangeClosed(0, newest)
                .mapToObj(number -> new TableVersion(table, number))
                .flatMap(one -> pins.who(one).stream().map(who -> one + " is needed by " + who))
                .toList();
        if (!needed.isEmpty()) {
            throw new UserError(
                    String.join("; ", needed) + ": nothing was removed. What a model needs is kept until `penstock"
                            + " retire` takes that version out of use, what a table was made of until its slices are built anew");
        }
    }

    private StepResult remove(RunContext context, VacuumPlan plan) {
        List<String> reasons = new ArrayList<>();
        if (!plan.lost().isEmpty()) {
            reasons.add((dryRun ? "could no longer be read: " : "can no longer be read: ") + plan.table() + "@"
                    + plan.lost().stream().map(String::valueOf).collect(Collectors.joining(", @")));
        }
        if (!dryRun) {
            context.lake().vacuum(plan);
        } else if (!plan.files().isEmpty()) {
            reasons.add("a dry run: nothing was removed");
        }
        return new StepResult(
                "vacuum",
                plan.table(),
                plan.files().isEmpty() || dryRun ? Verdict.NOTHING_TO_DO : Verdict.OK,
                context.lake().latest(plan.table()),
                List.of(),
                new TreeMap<>(Map.of("files", (long) plan.files().size(), "kib", plan.bytes() / 1024)),
                new TreeMap<>(),
                reasons,
                0);
    }
}
