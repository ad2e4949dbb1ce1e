package io.penstock.features.engine;

import io.penstock.base.UserError;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewData;
import io.penstock.features.Visible;
import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** A view over events, compiled: slots for its expressions, the order of its rows, how corrections reach them. */
final class EventPlan implements InputPlan {
    private static final String END = "__replaced_at";

    private final FeatureView view;
    private final ViewData.Events events;
    private final Dataset<Row> rows;
    private final SlotColumns slots = new SlotColumns();
    private final List<FeatureSpec> features;
    private final List<Slot> order;
    private final EventSpec.Corrections corrections;

    private EventPlan(FeatureView view, List<String> selected, List<String> keys, ViewData.Events events) {
        this.view = view;
        this.events = events;
        requireTimes();
        Dataset<Row> timed =
                events.rows().filter(ColumnNames.column("event_timestamp").isNotNull());
        for (String key : keys) {
            timed = timed.filter(ColumnNames.column(key).isNotNull());
        }
        boolean keyed = !events.sourceKey().isEmpty();
        boolean determined = keyed && new HashSet<>(events.sourceKey()).containsAll(keys);
        FeatureCompiler compiler = new FeatureCompiler(view, timed, slots);
        features = selected.stream().map(name -> compiler.compile(find(name))).toList();
        compiler.finish();
        order = aggregated().anyMatch(f -> f.operation().isOrdered()) ? orderOf(compiler, keys) : List.of();
        rows = keyed && !determined ? withEnds(events.rows(), keys) : timed;
        corrections = !keyed ? new EventSpec.Corrections.None() : determined ? byKey(keys) : byEnd();
    }

    /** {@code keys} are the columns of the source that hold the entity's keys. */
    static EventPlan of(FeatureView view, List<String> selected, List<String> keys, ViewData.Events events) {
        return new EventPlan(view, selected, keys, events);
    }

    private void requireTimes() {
        for (String time : List.of("event_timestamp", "created_timestamp")) {
            if (!Columns.typeOf(events.rows(), time, where()).equals(DataTypes.TimestampType)) {
                throw new UserError(where() + ": column " + time + " is "
                        + events.rows().schema().apply(time).dataType().sql() + "; it must be a timestamp");
            }
        }
    }

    private String where() {
        return "view " + view.name() + " over source " + view.source();
    }

    private Feature find(String name) {
        return Features.named(view, name);
    }

    private Stream<FeatureSpec> aggregated() {
        return features.stream().flatMap(FeatureSpec::aggregated);
    }

    private List<Slot> orderOf(FeatureCompiler compiler, List<String> keys) {
        if (events.order().isEmpty()) {
            throw new UserError(
                    where() + ": first and last need rows in a total order; give the source a key, or tiebreak"
                            + " columns that tell apart rows of the same event and created time");
        }
        List<Slot> ties = new ArrayList<>();
        events.order().stream().filter(name -> !keys.contains(name)).forEach(name -> ties.add(compiler.column(name)));
        aggregated().filter(f -> f.operation().isOrdered()).forEach(f -> ties.add(f.input()));
        return ties.stream().distinct().toList();
    }

    private EventSpec.Corrections byKey(List<String> keys) {
        List<Column> rest = events.sourceKey().stream()
                .filter(name -> !keys.contains(name))
                .map(ColumnNames::column)
                .toList();
        Column key = functions.struct((rest.isEmpty() ? List.of(functions.lit(0)) : rest).toArray(Column[]::new));
        Column revision = functions.struct(RevisionColumns.of(rows.columns()).toArray(Column[]::new));
        int keyAt = slots.addRaw("source key", key, typeOf(key));
        int revisionAt = slots.addRaw("revision", revision, typeOf(revision));
        return new EventSpec.Corrections.ByKey(keyAt, Math.max(1, rest.size()), revisionAt);
    }

    private EventSpec.Corrections byEnd() {
        return new EventSpec.Corrections.ByEnd(
                slots.addRaw("replaced at", ColumnNames.column(END), DataTypes.LongType));
    }

    /** A row may be replaced by a row of another entity, so the source's key needs an exchange of its own. */
    private Dataset<Row> withEnds(Dataset<Row> source, List<String> keys) {
        List<Column> newer = new ArrayList<>(List.of(created(), event()));
        newer.addAll(RevisionColumns.of(source.columns()));
        WindowSpec revisions =
                Window.partitionBy(ColumnNames.columns(events.sourceKey())).orderBy(newer.toArray(Column[]::new));
        Dataset<Row> ended = source.filter(ColumnNames.column("event_timestamp").isNotNull())
                .withColumn(END, functions.lead(created(), 1).over(revisions));
        for (String key : keys) {
            ended = ended.filter(ColumnNames.column(key).isNotNull());
        }
        return ended;
    }

    private DataType typeOf(Column column) {
        return rows.select(column).schema().apply(0).dataType();
    }

    @Override
    public String view() {
        return view.name();
    }

    @Override
    public List<StructField> features() {
        List<StructField> fields = new ArrayList<>();
        for (FeatureSpec feature : features) {
            fields.add(DataTypes.createStructField(feature.name(), feature.type(), true));
        }
        return fields;
    }

    @Override
    public boolean[] zeroWhenEmpty() {
        boolean[] zero = new boolean[features.size()];
        for (int i = 0; i < zero.length; i++) {
            zero[i] = features.get(i).isZeroWhenEmpty();
        }
        return zero;
    }

    @Override
    public Dataset<Row> rows() {
        return rows;
    }

    @Override
    public Column event() {
        return events.isStatic() ? functions.lit(0L) : Columns.micros("event_timestamp");
    }

    @Override
    public Column created() {
        return events.isStatic()
                ? functions.lit(0L)
                : functions.coalesce(Columns.micros("created_timestamp"), Columns.micros("event_timestamp"));
    }

    /** Where the newest row of a source key is found while scanning, rows come as soon as they are created. */
    @Override
    public Column visibleFrom() {
        Column known =
                corrections instanceof EventSpec.Corrections.ByKey ? created() : functions.greatest(event(), created());
        return delay() == 0 ? known : known.plus(functions.lit(delay()));
    }

    private long delay() {
        return view.visible() == Visible.BEFORE ? 1 : 0;
    }

    @Override
    public Carry carry(IntUnaryOperator ordinals) {
        return spec(ordinals, 0).carry();
    }

    @Override
    public SlotColumns slots() {
        return slots;
    }

    @Override
    public StateFactory states(IntUnaryOperator ordinals) {
        return states(ordinals, 0);
    }

    /** States that are asked at multiples of {@code refresh} alone, unless that is 0. */
    StateFactory states(IntUnaryOperator ordinals, long refresh) {
        EventSpec spec = spec(ordinals, refresh);
        return columns -> new EventState(spec, columns);
    }

    private EventSpec spec(IntUnaryOperator ordinals, long refresh) {
        return new EventSpec(
                view.name(),
                features.stream().map(f -> f.at(ordinals)).toList(),
                order.stream().map(s -> s.at(ordinals.applyAsInt(s.ordinal()))).toList(),
                corrections.at(ordinals),
                delay(),
                refresh);
    }

    @Override
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add("view " + view.name() + ": events of " + view.source() + ", " + corrections.describe()
                + (view.visible() == Visible.BEFORE ? ", visible after their instant" : ""));
        features.forEach(f -> lines.add("  " + f.describe()));
        lines.add("  carries " + String.join(", ", slots.texts()));
        return lines;
    }
}
