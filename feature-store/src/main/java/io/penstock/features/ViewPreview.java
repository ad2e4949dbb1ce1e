package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import io.penstock.base.ColumnType;
import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import io.penstock.validation.ColumnNames;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The features of a view at an instant, straight from its source's newest version: what a tick at that instant would
 * publish, whether or not the view is published or its table built. Writes nothing.
 */
public final class ViewPreview {

    private static final String AT = "__at";

    private final SparkSession spark;
    private final Lake lake;
    private final Catalog catalog;
    private final FeatureView view;
    private final Instant at;
    private final SourceRead read;

    /** @throws UserError if the source starts later */
    public ViewPreview(SparkSession spark, Lake lake, Catalog catalog, FeatureView view, Instant at) {
        this.spark = requireNonNull(spark, "spark");
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.view = requireNonNull(view, "view");
        this.at = requireNonNull(at, "at");
        Source source = catalog.source(view);
        catalog.feed(source)
                .batch()
                .map(batch -> batch.start(batch.starts()))
                .ifPresent(start -> refuse(source, start));
        this.read = new Inputs(lake, catalog).source(source, Inputs.earliest(view, at), at.plusNanos(1000));
    }

    /** The version and the batches that are read, and what of them is not there. */
    public SourceRead read() {
        return read;
    }

    /**
     * The features of keys: the entity's keys, the features by name, {@code state}; ordered by key.
     *
     * @param keys each with all keys of the entity, as texts
     * @throws UserError if a text is no value of its key
     */
    public List<Row> of(List<Map<String, String>> keys) {
        List<Row> texts = keys.stream()
                .distinct()
                .map(key -> RowFactory.create(names().stream().map(key::get).toArray()))
                .toList();
        return features(TypedRows.of(spark, keyTypes(), texts, "the keys"));
    }

    /** The features of the first keys, in their order, that have a row that can be seen. */
    public List<Row> ofFirst(int limit) {
        Dataset<Row> found = seen().select(columns())
                .na()
                .drop()
                .distinct()
                .orderBy(columns())
                .limit(limit);
        return features(spark.createDataFrame(found.collectAsList(), keyTypes()));
    }

    /** The rows that lie in the longest window and are known. */
    private Dataset<Row> seen() {
        Dataset<Row> rows = rows();
        if (catalog.source(view).isStatic()) {
            return rows;
        }
        Column event = col("event_timestamp");
        Column known =
                greatest(event, coalesce(col("created_timestamp"), event)).leq(lit(Timestamp.from(at)));
        return Inputs.reachBack(view, view.featureNames())
                .map(window -> rows.where(known.and(event.gt(lit(Timestamp.from(at.minus(window)))))))
                .orElseGet(() -> rows.where(known));
    }

    private List<Row> features(Dataset<Row> keys) {
        ViewData.Events events = ViewData.Events.of(catalog, catalog.source(view), rows());
        Map<String, String> byName = new LinkedHashMap<>();
        names().forEach(name -> byName.put(name, name));
        List<Column> shown = new ArrayList<>(List.of(columns()));
        view.featureNames()
                .forEach(name ->
                        shown.add(ColumnNames.column(view.name() + "__" + name).as(name)));
        shown.add(ViewStates.word(view).as("state"));
        return PointInTime.join(
                        keys.withColumn(AT, lit(Timestamp.from(at))),
                        AT,
                        List.of(ViewInput.all(view, byName, of(keys, events))))
                .select(shown.toArray(Column[]::new))
                .orderBy(columns())
                .collectAsList();
    }

    /** Of a keyed source all rows: the one that replaces a row may be of another key. */
    private ViewData.Events of(Dataset<Row> keys, ViewData.Events events) {
        if (!events.sourceKey().isEmpty()) {
            return events;
        }
        Column same = names().stream()
                .map(name -> events.rows().col(ColumnNames.quoted(name)).equalTo(keys.col(ColumnNames.quoted(name))))
                .reduce(Column::and)
                .orElseThrow();
        Dataset<Row> rows = events.rows().join(broadcast(keys), same, "left_semi");
        return new ViewData.Events(rows, events.isStatic(), events.order(), events.sourceKey());
    }

    private Dataset<Row> rows() {
        return new Inputs(lake, catalog).rows(read);
    }

    private List<String> names() {
        return List.copyOf(catalog.entity(view).keys().keySet());
    }

    private Column[] columns() {
        return ColumnNames.columns(names());
    }

    private StructType keyTypes() {
        StructType types = new StructType();
        for (Map.Entry<String, ColumnType> key : catalog.entity(view).keys().entrySet()) {
            types = types.add(key.getKey(), key.getValue().name());
        }
        return types;
    }

    private void refuse(Source source, Instant start) {
        if (at.isBefore(start)) {
            throw new UserError("source " + source.name() + " starts at " + start + ", so there is nothing to see at "
                    + at + "; name a later instant");
        }
    }
}
