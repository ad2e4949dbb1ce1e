package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.penstock.base.DateRange;
import io.penstock.base.Fault;
import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import io.penstock.validation.ColumnNames;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A published view seen from its table: what it said at a tick, what it was built from, and what its values are when
 * computed again, by {@link ViewSql}.
 */
public final class ViewTable {
    private final Lake lake;
    private final Catalog catalog;
    private final FeatureView view;
    private final List<String> keys;

    public ViewTable(Lake lake, Catalog catalog, FeatureView view) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.view = requireNonNull(view, "view");
        this.keys = List.copyOf(catalog.entity(view).keys().keySet());
        if (!view.isPublished()) {
            throw new Fault("view " + view.name() + " has no refresh, so nothing of it is published");
        }
    }

    /** The entity's keys, in order. */
    public List<String> keys() {
        return keys;
    }

    /** The newest tick that could be read at the end of a day, at the newest version of the table; empty if there is none. */
    public Optional<OnlineTick> newest(LocalDate date) {
        return OnlineSlice.newest(lake, view, date).map(OnlineSlice::at);
    }

    /** What the table's slice of a tick says of itself; empty if that version has none. */
    public Optional<SliceRecord> slice(OnlineTick tick) {
        return Optional.ofNullable(lake.slices(table(tick)).get(day(tick).toString()));
    }

    /** The keys and features at a tick, as the table has them: each key once, keys without a row are empty. */
    public Dataset<Row> at(OnlineTick tick) {
        List<Column> features = new ArrayList<>();
        view.features().forEach(feature -> features.add(ColumnNames.column(feature.name())));
        Column row = struct(features.toArray(Column[]::new));
        return lake.read(table(tick))
                .where(col("date")
                        .equalTo(lit(day(tick)))
                        .and(col("event_timestamp").leq(Timestamp.from(tick.tick()))))
                .groupBy(ColumnNames.columns(keys))
                .agg(max_by(row, col("event_timestamp")).as("__row"))
                .select(col("*"), col("__row.*"))
                .drop("__row");
    }

    /** The version of the source that the values of a tick were computed from; empty if the table no longer says. */
    public Optional<TableVersion> source(OnlineTick tick) {
        return slice(tick).flatMap(slice -> slice.parent(source().table()));
    }

    /** The newest version of the source. */
    public Optional<TableVersion> newestSource() {
        return lake.latest(source().table());
    }

    /** Whether two versions of the source hold the same in all batches that values of a tick are computed from. */
    public boolean isSame(OnlineTick tick, TableVersion one, TableVersion other) {
        return one.equals(other) || contents(tick, one).equals(contents(tick, other));
    }

    private String contents(OnlineTick tick, TableVersion version) {
        Inputs inputs = Inputs.pinned(lake, catalog, List.of(version));
        return inputs.contents(read(inputs, tick));
    }

    /**
     * The features of keys at a tick by plain SQL over a version of the source; with the columns of {@link ViewSql}.
     *
     * @param wanted the entity's keys, no row twice
     */
    public Dataset<Row> recomputed(OnlineTick tick, TableVersion version, Dataset<Row> wanted) {
        Inputs inputs = Inputs.pinned(lake, catalog, List.of(version));
        Dataset<Row> rows = inputs.rows(read(inputs, tick));
        ViewData.Events events = ViewData.Events.of(catalog, source(), rows);
        return ViewSql.of(view, catalog.entity(view), events)
                .at(wanted.withColumn(ViewSql.TICK, lit(Timestamp.from(tick.tick()))));
    }

    private SourceRead read(Inputs inputs, OnlineTick tick) {
        LocalDate day = day(tick);
        DateRange one = new DateRange(day, day);
        return inputs.source(source(), Inputs.earliest(view, one.start()), one.end());
    }

    private Source source() {
        return catalog.source(view);
    }

    private TableVersion table(OnlineTick tick) {
        return new TableVersion(view.table(), tick.tableVersion());
    }

    private static LocalDate day(OnlineTick tick) {
        return LocalDate.ofInstant(tick.tick(), ZoneOffset.UTC);
    }
}
