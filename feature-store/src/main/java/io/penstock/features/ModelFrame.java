package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.row_number;

import io.penstock.base.Sql;
import io.penstock.lake.Lake;
import io.penstock.validation.ColumnNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The one projection that training and scoring share: spine rows with their moment, the features of that moment, the
 * derived columns.
 *
 * <p>Columns, in order: the spine's key, {@code event_timestamp}, {@code moment}, the spine's other columns,
 * {@code view__feature} ..., the derived ones; and per view {@code __state__<view>}, see {@link PointInTime#join}.
 */
public final class ModelFrame {

    /** When the features of a row are asked for: its event less the spine's lead. */
    public static final String MOMENT = "moment";

    private final FeatureStore store;
    private final Catalog catalog;
    private final TrainingSetSpec spec;
    private final Source spine;
    private final List<String> key;

    public ModelFrame(Lake lake, Catalog catalog, TrainingSetSpec spec) {
        this.store = new FeatureStore(lake, catalog);
        this.catalog = requireNonNull(catalog, "catalog");
        this.spec = requireNonNull(spec, "spec");
        this.spine = catalog.source(spec.spine().source());
        this.key = catalog.feed(spine).key();
    }

    /** The columns that name a spine row. */
    public List<String> key() {
        return key;
    }

    /** The spine's batches that hold events in {@code [from, to)}. */
    public SourceRead spineRead(Inputs inputs, Instant from, Instant to) {
        return inputs.source(spine, from, to);
    }

    /** A label of the spine's own feed stands in the batch of its spine row; others wherever they may have come. */
    public SourceRead labelRead(Inputs inputs, SourceRead spineRead, Instant from, Instant asOf) {
        Source labels = catalog.source(spec.label().source());
        return labels.feed().equals(spine.feed())
                ? inputs.source(labels, spineRead.batches())
                : inputs.source(labels, from, asOf);
    }

    /** What each view needs for moments in {@code [from, to)}, one read a view and key mapping. */
    public List<ViewRead> viewReads(Inputs inputs, Instant from, Instant to) {
        return ViewReads.of(inputs, catalog, spec.features(), from, to);
    }

    /**
     * The spine's rows with events in {@code [from, to)} that were known at their moment; of several rows of one key
     * the one known last by then.
     */
    public Dataset<Row> spine(Dataset<Row> sourceRows, Instant from, Instant to) {
        Column event = col("event_timestamp");
        Column moment = event.minus(expr(interval(spec.spine().lead())));
        Dataset<Row> rows = sourceRows
                .where(event.geq(java.sql.Timestamp.from(from)).and(event.lt(java.sql.Timestamp.from(to))))
                .withColumn(MOMENT, moment)
                .where(col("created_timestamp").leq(col(MOMENT)));
        Column newest = row_number()
                .over(Window.partitionBy(ColumnNames.columns(key))
                        .orderBy(col("created_timestamp").desc(), event.desc()));
        return rows.withColumn("__newest", newest)
                .where(col("__newest").equalTo(1))
                .select(ColumnNames.columns(spineColumns()));
    }

    /** The frame with features and derived columns. */
    public Dataset<Row> attach(Inputs inputs, Dataset<Row> frame, List<ViewRead> reads) {
        Dataset<Row> rows = store.attach(inputs, frame, MOMENT, reads);
        for (Map.Entry<String, Sql> derived : spec.derived().entrySet()) {
            rows = rows.withColumn(derived.getKey(), expr(derived.getValue().text()));
        }
        return rows;
    }

    /** The model's columns before encoding: the spine's, the features', the derived ones. */
    public List<String> modelColumns(List<ViewRead> reads) {
        List<String> names = new ArrayList<>(spec.spine().columns());
        reads.forEach(
                read -> read.features().forEach(feature -> names.add(read.view().name() + "__" + feature)));
        names.addAll(spec.derived().keySet());
        return names;
    }

    private List<String> spineColumns() {
        Set<String> names = new LinkedHashSet<>(key);
        names.add("event_timestamp");
        names.add(MOMENT);
        names.addAll(spec.spine().columns());
        for (FeatureRef ref : spec.features()) {
            names.addAll(ViewReads.keys(catalog, ref).values());
        }
        return List.copyOf(names);
    }

    /** The event of a row that has its moment. */
    public Column event() {
        return expr(MOMENT + " + " + interval(spec.spine().lead()));
    }

    static String interval(Duration length) {
        return "make_dt_interval(0, 0, 0, " + length.toSeconds() + ")";
    }
}
