package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.Json;
import io.penstock.base.Plural;
import io.penstock.base.UserError;
import io.penstock.features.FeatureStore;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewPlan;
import io.penstock.lake.Lake;
import io.penstock.lake.OlderDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description =
                "For days: what `features` would read, build, leave and heal; runs nothing. --against TARGET: what the"
                        + " definitions change there. Without: the command lines that a scheduler runs (--output json is"
                        + " what the Airflow DAGs read).")
final class PlanCommand extends LookCommand {

    @Mixin
    Days days;

    @Option(
            names = "--against",
            paramLabel = "TARGET",
            description = "what these definitions change in the lake of a target, such as prod: for a pull request")
    Optional<String> against = Optional.empty();

    @Override
    Project open() {
        if (against.isPresent() && (days.named() || penstock.target.isPresent())) {
            throw new UserError(
                    "--against stands alone: it reads the definitions as its target has them, and all days of its lake");
        }
        return against.map(penstock::open).orElseGet(super::open);
    }

    @Override
    Optional<Output> told(Project project) {
        if (days.named() || against.isPresent()) {
            return Optional.empty();
        }
        Dags dags = new Dags(project);
        return Optional.of(new Output(dags.listing().text(), Json.pretty(dags.fields())));
    }

    @Override
    Listing look(Project project, Lake lake, SparkSession spark) {
        if (against.isPresent()) {
            return new Changes(project, lake, spark).listing();
        }
        FeatureStore store = new FeatureStore(lake, project.catalog());
        DateRange range = days.range();
        List<List<Object>> rows = new ArrayList<>();
        for (FeatureView view : FeaturesJob.views(project, Optional.empty())) {
            rows.add(row(store.plan(view, range)));
        }
        return new Listing(
                List.of(
                        "view",
                        "reads",
                        "batches",
                        "days",
                        "to_build",
                        "unchanged",
                        "heals",
                        "changed_batches",
                        "goes",
                        "missing_inputs"),
                rows,
                "");
    }

    private static List<Object> row(ViewPlan plan) {
        return Arrays.asList(
                plan.view().name(),
                plan.read().version().map(Object::toString).orElse(plan.view().source() + " (nothing ingested)"),
                plan.read().batches().size(),
                plan.days().days().size(),
                count(plan.stale(), plan.days()),
                count(plan.pins().keySet(), plan.days()) - count(plan.stale(), plan.days()),
                plan.healedDays(),
                Listing.joined(plan.changedBatches()),
                plan.replaced().map(PlanCommand::text).orElse(""),
                Listing.joined(plan.missing().stream().limit(3).toList())
                        + (plan.missing().size() > 3 ? " ..." : ""));
    }

    private static String text(OlderDefinition older) {
        return older.days() + " " + Plural.of(older.days(), "day") + " to " + older.name();
    }

    private static long count(Collection<LocalDate> days, DateRange range) {
        return days.stream().filter(range::contains).count();
    }
}
