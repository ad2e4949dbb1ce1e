package io.penstock.features.engine;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Durations;
import io.penstock.base.UserError;
import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How the table of a published view is computed for some days: one exchange by the entity's key, one scan. */
public final class TickPlan {
    private final Entity entity;
    private final DateRange days;
    private final Duration refresh;
    private final EventPlan plan;
    private final SharedSlots slots;
    private final TickClock clock;
    private SkewChoice skew;

    private TickPlan(FeatureView view, Entity entity, ViewData.Events events, DateRange days) {
        this.entity = entity;
        this.days = days;
        this.refresh = view.refresh()
                .orElseThrow(
                        () -> new UserError("view " + view.name() + " has no refresh, so it has no ticks to compute"));
        List<String> keys = List.copyOf(entity.keys().keySet());
        for (String key : keys) {
            KeyType.checked(Columns.typeOf(events.rows(), key, "view " + view.name()), "entity key " + key);
        }
        this.plan = EventPlan.of(view, view.featureNames(), keys, events);
        this.slots = new SharedSlots(List.of(plan.slots()));
        this.clock = TickClock.of(refresh, days);
        if (!PackedTime.holds(clock.first() - clock.refresh()) || !PackedTime.holds(clock.last())) {
            throw new UserError("days " + days + " cannot be computed; ticks reach from " + PackedTime.range());
        }
    }

    public static TickPlan of(FeatureView view, Entity entity, ViewData.Events events, DateRange days) {
        return new TickPlan(view, entity, events, days);
    }

    /** Runs the exchange; the scan runs when the result is read. */
    public Dataset<Row> run() {
        SparkSession session = plan.rows().sparkSession();
        Optional<Placement> placement = skew().placement();
        TickSpec spec = new TickSpec(
                clock,
                entity.keys().size(),
                slots.columnCount() + (placement.isPresent() ? 1 : 0),
                plan.states(slots.ordinals(0), clock.refresh()),
                DataTypes.createStructType(plan.features()),
                placement.orElse(null));
        JavaRDD<InternalRow> ticks = placement
                .map(p -> p.exchange(events()))
                .orElseGet(() -> events().repartition(ExchangePlan.partitions(session), functions.col("key")))
                .sortWithinPartitions("sort")
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> new TickScan(spec, rows));
        return session.internalCreateDataFrame(ticks.rdd(), schema(), false);
    }

    /** The events that are known at the last tick. */
    private Dataset<Row> events() {
        Column key = ExchangePlan.key(List.copyOf(entity.keys().keySet()), keyTypes());
        List<Column> columns = new ArrayList<>(
                ExchangePlan.eventColumns(plan, key, functions.lit(null).cast("boolean"), 0));
        columns.addAll(slots.columns(0));
        return plan.rows()
                .filter(plan.visibleFrom().leq(functions.lit(clock.last())))
                .select(columns.toArray(Column[]::new));
    }

    private SkewChoice skew() {
        if (skew == null) {
            skew = SkewPlan.choose(
                    List.of(plan.rows()),
                    this::events,
                    entity.keys().size(),
                    List.of(plan.carry(slots.ordinals(0))),
                    clock::cuts);
        }
        return skew;
    }

    private List<DataType> keyTypes() {
        return entity.keys().values().stream().map(TickPlan::sparkType).toList();
    }

    static DataType sparkType(ColumnType type) {
        return DataType.fromDDL(type.name());
    }

    /** The columns of the view's table. */
    public StructType schema() {
        return tableSchema(entity, plan.features());
    }

    static StructType tableSchema(Entity entity, List<StructField> features) {
        StructType schema = new StructType();
        for (Map.Entry<String, ColumnType> key : entity.keys().entrySet()) {
            schema = schema.add(key.getKey(), sparkType(key.getValue()));
        }
        schema = schema.add("event_timestamp", DataTypes.TimestampType);
        for (StructField feature : features) {
            schema = schema.add(feature);
        }
        return schema.add("date", DataTypes.DateType);
    }

    /** Exchange, ticks, windows and slots, for people. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("ticks of " + days + ", each " + Durations.print(refresh) + ": 1 exchange by ("
                + String.join(", ", entity.keys().keySet()) + "), sorted by key and time, scanned once");
        plan.describe().forEach(line -> lines.add("  " + line));
        lines.add("  slots " + slots.describe());
        lines.add("  " + skew().reason());
        return String.join("\n", lines);
    }
}
