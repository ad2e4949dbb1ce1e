package io.penstock.scoring;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.broadcast;

import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.features.BuildOutcome;
import io.penstock.features.Catalog;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.KeySample;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineTick;
import io.penstock.features.OnlineView;
import io.penstock.features.ViewTable;
import io.penstock.lake.Lake;
import io.penstock.training.Response;
import io.penstock.validation.consistency.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Compares what an online store serves of a view with what its inputs give: each sampled key is computed again at the
 * value's own tick and table version, by SQL over the pinned source ({@link io.penstock.features.ViewSql}), never by the
 * operator that made it.
 *
 * <p>Appends to {@code monitoring/consistency} what it does not say yet: a row a feature, and one named {@value #FRESHNESS}
 * for the view's newest tick against its {@code ttl}, or for a view that could not be judged ({@code not_evaluated}).
 * A feature with a mismatch is {@code failed} and has the declared response; that the store lags behind is only told.
 */
public final class ConsistencyMonitor {
    /** The feature named in the row about the view as a whole. */
    public static final String FRESHNESS = "*";

    private final Lake lake;
    private final Catalog catalog;

    public ConsistencyMonitor(Lake lake, Catalog catalog) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /** The outcome as a step, the comparison of each feature, and what was newly said if not all is well. */
    public record Checked(BuildOutcome outcome, Map<String, Comparison> features, Optional<Signal> signal) {
        public Checked {
            requireNonNull(outcome, "outcome");
            features = new LinkedHashMap<>(features);
            requireNonNull(signal, "signal");
        }

        /** Values that agree with nothing that they should. */
        public long mismatched() {
            return features.values().stream().mapToLong(Comparison::mismatched).sum();
        }
    }

    /** Compares as of the end of a day. */
    public Checked check(
            FeatureView view, OnlineStore store, KeySample sample, Response response, LocalDate date, Run run) {
        ConsistencyRecords records = new ConsistencyRecords(lake, view.name(), date, run);
        if (!view.isPublished()) {
            return records.nothing("view " + view.name() + " is exact (it has no refresh), so it is never online");
        }
        Instant asOf = new DateRange(date, date).end();
        Optional<OnlineView> online = store.view(view.name());
        if (online.isEmpty()) {
            return records.notEvaluated("view " + view.name() + " was never put online: run `penstock materialize`");
        }
        OnlineTick newest = online.get().newest();
        if (!newest.tick().isBefore(asOf)) {
            return records.notEvaluated("the online state of " + view.name() + " on " + date
                    + " is gone: the store holds tick " + newest.tick());
        }
        try {
            Map<String, Comparison> features = compare(view, store, newest, sample, date);
            freshness(view, newest, asOf, records);
            features.forEach((feature, comparison) -> records.add(feature, comparison, response));
            return records.append(features, lake.latest(view.table()).stream().toList());
        } catch (UserError e) {
            return records.notEvaluated(e.getMessage());
        }
    }

    private Map<String, Comparison> compare(
            FeatureView view, OnlineStore store, OnlineTick newest, KeySample sample, LocalDate date) {
        ViewTable published = new ViewTable(lake, catalog, view);
        Map<OnlineTick, Map<List<Object>, Optional<OnlineRow>>> served = served(view, store, published, newest, sample);
        Map<String, Comparison> features = new LinkedHashMap<>();
        view.features().forEach(feature -> features.put(feature.name(), new Comparison()));
        served.forEach((tick, rows) -> {
            Evidence evidence = evidence(view, published, tick, rows, date);
            for (Feature feature : view.features()) {
                Comparison comparison = features.get(feature.name());
                rows.forEach((key, row) -> evidence.compare(feature, key, row, comparison));
            }
        });
        return features;
    }

    /** The sampled keys by the tick of their values; one that the table has and the store lacks is there without a row. */
    private Map<OnlineTick, Map<List<Object>, Optional<OnlineRow>>> served(
            FeatureView view, OnlineStore store, ViewTable published, OnlineTick newest, KeySample sample) {
        Map<OnlineTick, Map<List<Object>, Optional<OnlineRow>>> served = new TreeMap<>();
        Map<List<Object>, Optional<OnlineRow>> found = new HashMap<>();
        try (Stream<OnlineRow> rows = store.rows(view.name())) {
            rows.forEach(row -> {
                List<Object> key = List.copyOf(row.keys().values());
                if (sample.holds(key)) {
                    found.put(key, Optional.of(row));
                    served.computeIfAbsent(row.at(), at -> new LinkedHashMap<>())
                            .put(key, Optional.of(row));
                }
            });
        }
        if (isAsNow(view, published, newest)) {
            Dataset<Row> table = published.at(newest);
            byKey(published, table.where(sample.holds(table.schema(), published.keys())))
                    .forEach((key, row) -> {
                        if (!found.containsKey(key) && !isEmpty(view, row)) {
                            served.computeIfAbsent(newest, at -> new LinkedHashMap<>())
                                    .put(key, Optional.empty());
                        }
                    });
        }
        return served;
    }

    private Evidence evidence(
            FeatureView view,
            ViewTable published,
            OnlineTick tick,
            Map<List<Object>, Optional<OnlineRow>> rows,
            LocalDate date) {
        TableVersion source = published
                .source(tick)
                .orElseThrow(() -> new UserError("version " + tick.tableVersion() + " of " + view.table()
                        + " no longer says what it was built from"));
        Dataset<Row> wanted = wanted(view, rows.keySet().stream().toList());
        Map<List<Object>, Row> recomputed = byKey(published, published.recomputed(tick, source, wanted));
        Optional<Map<List<Object>, Row>> now = published
                .newestSource()
                .filter(version -> !published.isSame(tick, source, version))
                .map(version -> byKey(published, published.recomputed(tick, version, wanted)));
        boolean asNow = isAsNow(view, published, tick);
        boolean redefined = rows.values().stream().flatMap(Optional::stream).anyMatch(row -> !row.definitionHash()
                .equals(view.definitionHash()));
        return new Evidence(
                recomputed,
                now,
                asNow ? Optional.of(sampled(published, tick, wanted)) : Optional.empty(),
                newer(view, published, tick, wanted, date),
                redefined);
    }

    /** What the newest tick that could be read says, if it may say something else. */
    private Optional<Map<List<Object>, Row>> newer(
            FeatureView view, ViewTable published, OnlineTick tick, Dataset<Row> wanted, LocalDate date) {
        return published
                .newest(date)
                .filter(newest -> newest.compareTo(tick) > 0)
                .filter(newest -> isAsNow(view, published, newest))
                .filter(newest -> !newest.tick().equals(tick.tick())
                        || !published
                                .slice(newest)
                                .map(slice -> slice.hash())
                                .equals(published.slice(tick).map(slice -> slice.hash())))
                .map(newest -> sampled(published, newest, wanted));
    }

    private static boolean isAsNow(FeatureView view, ViewTable published, OnlineTick tick) {
        return published
                .slice(tick)
                .filter(slice -> slice.definitionHash().equals(view.definitionHash()))
                .isPresent();
    }

    private static Map<List<Object>, Row> sampled(ViewTable published, OnlineTick tick, Dataset<Row> wanted) {
        String[] keys = published.keys().toArray(String[]::new);
        return byKey(published, published.at(tick).join(broadcast(wanted), keys, "left_semi"));
    }

    private Dataset<Row> wanted(FeatureView view, List<List<Object>> keys) {
        StructType schema = new StructType();
        for (var key : catalog.entity(view).keys().entrySet()) {
            schema = schema.add(key.getKey(), DataType.fromDDL(key.getValue().name()));
        }
        List<Row> rows =
                keys.stream().map(key -> RowFactory.create(key.toArray())).toList();
        return SparkSession.active().createDataFrame(rows, schema);
    }

    private static Map<List<Object>, Row> byKey(ViewTable published, Dataset<Row> rows) {
        Map<List<Object>, Row> byKey = new HashMap<>();
        rows.collectAsList().forEach(row -> {
            List<Object> key = new ArrayList<>();
            published.keys().forEach(name -> key.add(row.getAs(name)));
            byKey.put(key, row);
        });
        return byKey;
    }

    private static boolean isEmpty(FeatureView view, Row row) {
        return view.features().stream()
                .allMatch(feature -> Objects.equals(row.getAs(feature.name()), Evidence.empty(feature)));
    }

    private static void freshness(FeatureView view, OnlineTick newest, Instant asOf, ConsistencyRecords records) {
        view.ttl().ifPresent(ttl -> {
            Duration age = Duration.between(newest.tick(), asOf);
            boolean stale = age.compareTo(ttl) > 0;
            records.freshness(
                    newest,
                    stale
                            ? Optional.of("stale: newest tick is " + Durations.print(age) + " old, ttl "
                                    + Durations.print(ttl))
                            : Optional.empty());
        });
    }
}
