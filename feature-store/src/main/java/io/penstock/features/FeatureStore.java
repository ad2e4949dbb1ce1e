package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.DateRange;
import io.penstock.base.Digest;
import io.penstock.base.Durations;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.SliceRecord;
import io.penstock.validation.CheckSuite;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * one pass and one commit. A day whose definition and input batches have not changed is left as it is.
 */
public final class FeatureStore {

    private static final String DATE = "date";

    private final Lake lake;
    private final Catalog catalog;

    public FeatureStore(Lake lake, Catalog catalog) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** What building these days would read, build, leave and miss. Reads commit records only. */
    public ViewPlan plan(FeatureView view, DateRange days) {
        Inputs inputs = new Inputs(lake, catalog);
        List<String> features = view.features().stream().map(Feature::name).toList();
        Source source = catalog.source(view);
        Instant earliest = Inputs.earliest(view, features, days.start());
        SourceRead read = inputs.source(source, earliest, days.end());
        Map<String, String> hashes = new TreeMap<>();
        read.version().ifPresent(version -> inputs.slices(version)
                .forEach((batch, slice) -> hashes.put(batch, slice.hash())));
        Map<String, SliceRecord> built =
                lake.latest(table(view)).map(lake::slices).orElse(Map.of());
        Map<LocalDate, String> pins = new LinkedHashMap<>();
        List<LocalDate> stale = new ArrayList<>();
        for (LocalDate day : days.days()) {
            SourceRead needed = dayRead(inputs, source, view, features, day);
            if (!needed.missing().isEmpty()) {
                continue;
            }
            String pin = pin(view, needed.batches(), hashes);
            pins.put(day, pin);
            SliceRecord slice = built.get(day.toString());
            if (slice == null || !slice.pins().equals(pin)) {
                stale.add(day);
            }
        }
        return new ViewPlan(view, days, read, pins, stale, read.missing());
    }

    /** Builds the plan's stale days: computes, gates, publishes. */
    public BuildOutcome build(ViewPlan plan, Run run) {
        String table = table(plan.view());
        List<TableVersion> parents = plan.read().version().stream().toList();
        if (plan.stale().isEmpty()) {
            return plan.missing().isEmpty()
                    ? BuildOutcome.unchanged(table, lake.latest(table).orElseThrow(), parents)
                    : BuildOutcome.incomplete(table, plan.missing());
        }
        Dataset<Row> rows = compute(plan);
        Product product = new Product(
                "features",
                new Layout(table, rows.schema(), Optional.of(DATE)),
                plan.stale().stream().map(LocalDate::toString).toList(),
                suite(plan.view()),
                Inputs::endOfDay);
        List<String> leftOut = plan.missing().isEmpty()
                ? List.of()
                : List.of("input incomplete: " + MissingInputs.summary(plan.missing()));
        return product.publish(lake, rows, commit(plan, parents, run)).outcome(parents, leftOut, new TreeMap<>());
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

    /** The events of a source as the operator takes them. */
    ViewData.Events events(Source source, Dataset<Row> rows) {
        List<String> key = source.mode() == Mode.KEYED ? catalog.feed(source).key() : List.of();
        List<String> order = source.tiebreak().isEmpty() ? key : source.tiebreak();
        return new ViewData.Events(rows, source.isStatic(), order, key);
    }

    private ViewData data(Inputs inputs, ViewRead read) {
        if (read.source().isPresent()) {
            SourceRead source = read.source().get();
            return events(source.source(), inputs.rows(source));
        }
        TableVersion version = read.version().orElseThrow();
        LocalDate first = read.days().get(0);
        LocalDate last = read.days().get(read.days().size() - 1);
        Dataset<Row> rows = lake.read(version).where(col(DATE).between(first, last));
        return new ViewData.Ticks(rows, read.days());
    }

    private Dataset<Row> compute(ViewPlan plan) {
        FeatureView view = plan.view();
        LocalDate first = plan.stale().get(0);
        LocalDate last = plan.stale().get(plan.stale().size() - 1);
        DateRange span = new DateRange(first, last);
        Inputs inputs = new Inputs(lake, catalog);
        List<String> features = view.features().stream().map(Feature::name).toList();
        Instant earliest = Inputs.earliest(view, features, span.start());
        Source source = catalog.source(view);
        SourceRead needed = inputs.source(source, earliest, span.end());
        SourceRead present = new SourceRead(
                source,
                plan.read().version(),
                needed.batches().stream()
                        .filter(batch -> needed.missing().stream()
                                .noneMatch(m -> m.slice().equals(batch)))
                        .toList(),
                List.of());
        Dataset<Row> rows = PointInTime.ticks(view, catalog.entity(view), events(source, inputs.rows(present)), span);
        return plan.stale().size() == span.days().size()
                ? rows
                : rows.where(col(DATE).isin(plan.stale().toArray()));
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

    private static SourceRead dayRead(
            Inputs inputs, Source source, FeatureView view, List<String> features, LocalDate day) {
        DateRange one = new DateRange(day, day);
        return inputs.source(source, Inputs.earliest(view, features, one.start()), one.end());
    }

    private static String pin(FeatureView view, List<String> batches, Map<String, String> hashes) {
        StringBuilder text = new StringBuilder(view.definitionHash());
        batches.forEach(batch -> text.append('\n').append(batch).append('=').append(hashes.get(batch)));
        return Digest.sha256(text.toString());
    }

    private static String table(FeatureView view) {
        return "features/" + view.name();
    }
}
