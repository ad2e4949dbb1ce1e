package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.DateRange;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.lake.SliceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Plans what a step reads: which batches of a source and which published days of a view a span of time needs, at
 * which version, and what of it is not there. Reads commit records only, never data files.
 */
public final class Inputs {

    private static final String ALL = "all";

    private final Lake lake;
    private final Catalog catalog;
    private final Map<String, Optional<TableVersion>> pins = new HashMap<>();
    private final Map<TableVersion, Map<String, SliceRecord>> slices = new HashMap<>();

    public Inputs(Lake lake, Catalog catalog) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** Reads each of these tables at its version, as a commit that names them as parents did; others at their newest. */
    public static Inputs pinned(Lake lake, Catalog catalog, List<TableVersion> versions) {
        Inputs inputs = new Inputs(lake, catalog);
        versions.forEach(version -> inputs.pins.put(version.table(), Optional.of(version)));
        return inputs;
    }

    /** The batches of the source whose span {@code [start, end + reach)} meets {@code [from, to)}, and what of them is not there. */
    public SourceRead source(Source source, Instant from, Instant to) {
        return source(source, batches(source, from, to));
    }

    /** The names of the batches whose span meets {@code [from, to)}, in order. */
    List<String> batches(Source source, Instant from, Instant to) {
        Feed feed = catalog.feed(source);
        return feed.batch()
                .map(batch -> batch.touching(from, to).stream()
                        .map(LocalDate::toString)
                        .toList())
                .orElse(List.of(ALL));
    }

    /** The given batches of the source. */
    public SourceRead source(Source source, List<String> batches) {
        String table = source.table();
        Optional<TableVersion> version = pin(table);
        Set<String> present = version.map(v -> slices(v).keySet()).orElse(Set.of());
        List<String> absent =
                batches.stream().filter(batch -> !present.contains(batch)).toList();
        return new SourceRead(source, version, batches, reasons(source, absent));
    }

    /** What frame rows with moments in {@code [from, to)} need of the view that the references name. */
    public ViewRead view(FeatureView view, List<String> features, Map<String, String> keys, Instant from, Instant to) {
        return view.isPublished() ? ticks(view, features, keys, from, to) : exact(view, features, keys, from, to);
    }

    /** The rows of the planned batches at the pinned version. */
    public Dataset<Row> rows(SourceRead read) {
        TableVersion version = read.version()
                .orElseThrow(() ->
                        new UserError(read.source().table() + " does not exist yet: run `penstock ingest` first"));
        List<String> batches = read.batches();
        if (batches.isEmpty()) {
            return lake.read(version).limit(0);
        }
        // Batches are consecutive: a range is planned at once, a list of hundreds takes Delta a minute.
        return lake.read(version).where(col("batch").between(batches.get(0), batches.get(batches.size() - 1)));
    }

    /** The slices of a table at a version. */
    public Map<String, SliceRecord> slices(TableVersion version) {
        return slices.computeIfAbsent(version, lake::slices);
    }

    /** The version of the table that this plan reads: the newest when first asked, the same from then on. */
    public Optional<TableVersion> pin(String table) {
        return pins.computeIfAbsent(table, lake::latest);
    }

    /** How far back of a moment a view's windows reach; empty if one of them has no end. */
    static Optional<Duration> reachBack(FeatureView view, List<String> features) {
        Duration longest = Duration.ZERO;
        for (Feature feature : view.aggregated(features)) {
            if (feature.window().isEmpty()) {
                return Optional.empty();
            }
            Duration window = feature.window().get();
            longest = window.compareTo(longest) > 0 ? window : longest;
        }
        return Optional.of(longest);
    }

    /** The first instant whose rows can matter for any feature of the view at {@code from}. */
    static Instant earliest(FeatureView view, Instant from) {
        return earliest(view, view.featureNames(), from);
    }

    /** The first instant whose rows can matter for these features at {@code from}. */
    static Instant earliest(FeatureView view, List<String> features, Instant from) {
        return reachBack(view, features).map(from::minus).orElse(Instant.EPOCH);
    }

    private ViewRead exact(
            FeatureView view, List<String> features, Map<String, String> keys, Instant from, Instant to) {
        SourceRead read = source(catalog.source(view), earliest(view, features, from), to);
        return new ViewRead(view, features, keys, read.version(), List.of(), Optional.of(read), read.missing());
    }

    private ViewRead ticks(
            FeatureView view, List<String> features, Map<String, String> keys, Instant from, Instant to) {
        DateRange wanted = new DateRange(utcDay(from.minus(view.publishDelay())), utcDay(to.minusNanos(1)));
        Optional<TableVersion> version = pin(view.table());
        Map<String, SliceRecord> present = version.map(this::slices).orElse(Map.of());
        List<LocalDate> days = new ArrayList<>();
        List<MissingInput> missing = new ArrayList<>();
        for (LocalDate day : wanted.days()) {
            SliceRecord slice = present.get(day.toString());
            if (slice == null) {
                missing.add(new MissingInput(view.table(), day.toString(), "not built"));
            } else if (!slice.definitionHash().equals(view.definitionHash())) {
                missing.add(new MissingInput(view.table(), day.toString(), "built under another definition"));
            } else {
                days.add(day);
            }
        }
        return new ViewRead(view, features, keys, version, days, Optional.empty(), missing);
    }

    private List<MissingInput> reasons(Source source, List<String> absent) {
        if (absent.isEmpty()) {
            return List.of();
        }
        Map<String, String> status = new HashMap<>();
        lake.readRecords(MetaTable.BATCHES)
                .where(col("source").equalTo(source.name()))
                .orderBy(col("run_id"))
                .select("batch", "status")
                .collectAsList()
                .forEach(row -> status.put(row.getString(0), row.getString(1)));
        return absent.stream()
                .map(batch -> new MissingInput(source.table(), batch, status.getOrDefault(batch, "never ingested")))
                .toList();
    }

    private static LocalDate utcDay(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The as-of of a day's slice: its end. */
    public static Instant endOfDay(String day) {
        LocalDate date = LocalDate.parse(day);
        return new DateRange(date, date).end();
    }

    /** The content of every batch that is read, as text: equal for equal content at whatever version. */
    public String contents(SourceRead read) {
        return contents(read.source().table(), read.version(), read.batches());
    }

    /** The content of every slice that is read, as text: equal for equal content at whatever version. */
    public String contents(ViewRead read) {
        return read.source()
                .map(source -> read.view().definitionHash() + contents(source))
                .orElseGet(() -> contents(
                        read.view().table(),
                        read.version(),
                        read.days().stream().map(LocalDate::toString).toList()));
    }

    private String contents(String table, Optional<TableVersion> version, List<String> names) {
        Map<String, SliceRecord> present = version.map(this::slices).orElse(Map.of());
        return names.stream()
                .filter(present::containsKey)
                .map(name -> table + "/" + name + "=" + present.get(name).hash())
                .collect(Collectors.joining("\n"));
    }
}
