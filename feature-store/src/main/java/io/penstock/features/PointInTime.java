package io.penstock.features;

import io.penstock.base.DateRange;
import io.penstock.features.engine.FeatureTypes;
import io.penstock.features.engine.JoinPlan;
import io.penstock.features.engine.TickPlan;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The one operator behind every use of a feature: the aggregates of a key's past at a moment.
 *
 * <p>Events of all views and the moments asked about meet in one exchange for each distinct list of key columns, are
 * sorted by key and the time they became known, and scanned once. A query sees what was known at or before its moment,
 * never later.
 */
public final class PointInTime {
    private PointInTime() {}

    /**
     * Adds the features at each row's {@code moment}: every row of the frame exactly once, its columns first, then
     * {@code view__feature} for each input in order, then {@code __state__<view>} for each input (a byte: 0 found, 1
     * empty, 2 stale, 3 null key). The order of rows is not kept.
     */
    public static Dataset<Row> join(Dataset<Row> frame, String moment, List<ViewInput> inputs) {
        return JoinPlan.of(frame, moment, inputs).run();
    }

    /**
     * The rows of a view's table for some days: the entity's keys, {@code event_timestamp} (the tick), the features, {@code
     * date}. The first tick of a day holds every key that is not empty, later ticks those that changed. The events must
     * hold all history that matters for these days.
     */
    public static Dataset<Row> ticks(FeatureView view, Entity entity, ViewData.Events events, DateRange days) {
        return TickPlan.of(view, entity, events, days).run();
    }

    /**
     * What {@link #join} would do: exchanges, views, windows and slots, as text. Runs nothing, except that the keys of large
     * inputs are counted: see {@code spark.penstock.skew.rows} in docs/engine.md.
     */
    public static String explain(Dataset<Row> frame, String moment, List<ViewInput> inputs) {
        return JoinPlan.of(frame, moment, inputs).describe();
    }

    /** What {@link #ticks} would do, as text. Runs nothing, except that the keys of large inputs are counted. */
    public static String explain(FeatureView view, Entity entity, ViewData.Events events, DateRange days) {
        return TickPlan.of(view, entity, events, days).describe();
    }

    /** The features and their types, in the order of the view, over a source of these columns. */
    public static StructType schema(FeatureView view, Entity entity, StructType sourceRows) {
        return FeatureTypes.of(view, sourceRows);
    }

    /** The columns of the view's table: keys, {@code event_timestamp}, features, {@code date}. */
    public static StructType tableSchema(FeatureView view, Entity entity, StructType sourceRows) {
        return FeatureTypes.ofTable(view, entity, sourceRows);
    }
}
