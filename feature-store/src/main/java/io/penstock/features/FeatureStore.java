package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds the versioned tables of feature views and attaches features to frames.
 *
 * <p>A view with {@code refresh} has a table {@code features/<view>}, one slice a UTC day. A range of days is built in
 * one pass and one commit. A day whose definition and input batches have not changed is left as it is. Days built before,
 * whose input batches have changed since, are built again with whatever days are asked for: the table heals.
 */
public final class FeatureStore {

    private static final String DATE = "date";

    private final Lake lake;
    private final Catalog catalog;

    public FeatureStore(Lake lake, Catalog catalog) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** What building these days would read, build, heal, leave and miss. Reads commit records only. */
    public ViewPlan plan(FeatureView view, DateRange days) {
        return new ViewPlanning(lake, catalog, view).plan(days);
    }

    /** Builds the plan's stale days: computes, gates, publishes. */
    public BuildOutcome build(ViewPlan plan, Run run) {
        String table = plan.view().table();
        List<TableVersion> parents = plan.read().version().stream().toList();
        if (plan.stale().isEmpty()) {
            return plan.missing().isEmpty()
                    ? BuildOutcome.unchanged(table, lake.latest(table).orElseThrow(), parents)
                    : BuildOutcome.incomplete(table, plan.missing());
        }
        Inputs inputs = Inputs.pinned(lake, catalog, parents);
        Dataset<Row> rows = plan.passes().stream()
                .map(pass -> compute(plan, inputs, pass))
                .reduce(Dataset::union)
                .orElseThrow();
        Layout layout = new Layout(table, rows.schema(), Optional.of(DATE));
        Product product = new Product(
                "features",
                plan.replaced().isPresent() ? layout.anew() : layout,
                plan.stale().stream().map(LocalDate::toString).toList(),
                suite(plan.view()),
                Inputs::endOfDay);
        List<String> leftOut = plan.missing().isEmpty()
                ? List.of()
                : List.of("input incomplete: " + MissingInputs.summary(plan.missing()));
        return product.publish(lake, rows, commit(plan, parents, run))
                .outcome(parents, leftOut, new TreeMap<>(Map.of("healed_days", (long)
                        plan.healed().size())))
                .noting(plan.notes());
    }

    /**
     * The frame with the features of all reads, see {@link PointInTime#join}: every row once, {@code view__feature}
     * columns after its own.
     */
    public Dataset<Row> attach(Inputs inputs, Dataset<Row> frame, String moment, List<ViewRead> reads) {
        List<ViewInput> views = reads.stream()
                .map(read -> new ViewInput(read.view(), read.keys(), read.features(), data(inputs, read)))
                .toList();
        return PointInTime.join(frame, moment, views);
    }

    private ViewData data(Inputs inputs, ViewRead read) {
        if (read.source().isPresent()) {
            SourceRead source = read.source().get();
            return ViewData.Events.of(catalog, source.source(), inputs.rows(source));
        }
        TableVersion version = read.version().orElseThrow();
        LocalDate first = read.days().get(0);
        LocalDate last = read.days().get(read.days().size() - 1);
        Dataset<Row> rows = lake.read(version).where(col(DATE).between(first, last));
        return new ViewData.Ticks(rows, read.days());
    }

    private Dataset<Row> compute(ViewPlan plan, Inputs inputs, DateRange pass) {
        FeatureView view = plan.view();
        Source source = catalog.source(view);
        SourceRead read = inputs.source(source, Inputs.earliest(view, pass.start()), pass.end());
        ViewData.Events events = ViewData.Events.of(catalog, source, inputs.rows(read));
        Dataset<Row> rows = PointInTime.ticks(view, catalog.entity(view), events, pass);
        Object[] stale = plan.stale().stream().filter(pass::contains).toArray();
        return stale.length == pass.days().size() ? rows : rows.where(col(DATE).isin(stale));
    }

    private CheckSuite suite(FeatureView view) {
        List<String> keys = List.copyOf(catalog.entity(view).keys().keySet());
        List<String> rowKey = new ArrayList<>(keys);
        rowKey.add("event_timestamp");
        return view.checks().and(ProductChecks.complete(keys)).and(ProductChecks.unique(rowKey));
    }

    private static Commit commit(ViewPlan plan, List<TableVersion> parents, Run run) {
        Map<String, Map<String, Object>> slices = new TreeMap<>();
        String definition = plan.view().definitionHash();
        plan.stale()
                .forEach(day -> slices.put(
                        day.toString(), Map.of(Commit.PINS, plan.pins().get(day))));
        Map<String, Object> ticks = Map.of(
                "refresh", Durations.print(plan.view().refresh().orElseThrow()),
                "publish_delay", Durations.print(plan.view().publishDelay()));
        return new Commit(run, parents, definition, slices, ticks);
    }
}
