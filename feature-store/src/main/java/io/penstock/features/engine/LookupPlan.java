package io.penstock.features.engine;

import io.penstock.base.Durations;
import io.penstock.base.Micros;
import io.penstock.base.UserError;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewData;
import io.penstock.validation.ColumnNames;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** A published view, compiled: its own table is looked up at the newest tick that could be read. */
final class LookupPlan implements InputPlan {
    private final FeatureView view;
    private final Dataset<Row> rows;
    private final int publishedDays;
    private final SlotColumns slots = new SlotColumns();
    private final List<StructField> fields = new ArrayList<>();
    private final List<Slot> features = new ArrayList<>();
    private final boolean[] zeroWhenEmpty;
    private final PublishedTicks published;

    private LookupPlan(FeatureView view, List<String> selected, List<String> keys, ViewData.Ticks ticks) {
        this.view = view;
        String where = "table " + view.table();
        Duration refresh = view.refresh()
                .orElseThrow(() -> new UserError(
                        "view " + view.name() + " has no refresh, so it has no published ticks to look up"));
        Dataset<Row> present = ticks.rows();
        Columns.typeOf(present, "event_timestamp", where);
        for (String key : keys) {
            Columns.typeOf(present, key, where);
            present = present.filter(ColumnNames.column(key).isNotNull());
        }
        rows = present;
        zeroWhenEmpty = new boolean[selected.size()];
        for (int i = 0; i < selected.size(); i++) {
            String name = selected.get(i);
            zeroWhenEmpty[i] = Features.named(view, name).aggregate().isZeroWhenEmpty();
            DataType type = Columns.typeOf(rows, name, where);
            ValueKind kind = ValueKind.ofFeature(type, where + ": column " + name);
            features.add(slots.add(name, ColumnNames.column(name), type, kind));
            fields.add(DataTypes.createStructField(name, type, true));
        }
        publishedDays = ticks.days().size();
        published = new PublishedTicks(
                Micros.of(refresh),
                Micros.of(view.publishDelay()),
                view.ttl().map(Micros::of).orElse(Long.MAX_VALUE),
                ticks.days().stream()
                        .mapToLong(LocalDate::toEpochDay)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    static LookupPlan of(FeatureView view, List<String> selected, List<String> keys, ViewData.Ticks ticks) {
        return new LookupPlan(view, selected, keys, ticks);
    }

    @Override
    public String view() {
        return view.name();
    }

    @Override
    public List<StructField> features() {
        return fields;
    }

    @Override
    public boolean[] zeroWhenEmpty() {
        return zeroWhenEmpty.clone();
    }

    @Override
    public Dataset<Row> rows() {
        return rows;
    }

    @Override
    public Column visibleFrom() {
        return event().plus(functions.lit(published.publishDelay()));
    }

    @Override
    public Column event() {
        return Columns.micros("event_timestamp");
    }

    @Override
    public Column created() {
        return functions.lit(0L);
    }

    @Override
    public Carry carry(IntUnaryOperator ordinals) {
        return new Carry.ByDay(published);
    }

    @Override
    public SlotColumns slots() {
        return slots;
    }

    @Override
    public StateFactory states(IntUnaryOperator ordinals) {
        LookupSpec spec = new LookupSpec(
                view.name(),
                features.stream()
                        .map(s -> s.at(ordinals.applyAsInt(s.ordinal())))
                        .toList(),
                zeroWhenEmpty,
                published);
        return columns -> new LookupState(spec, columns);
    }

    @Override
    public List<String> describe() {
        return List.of(
                "view " + view.name() + ": ticks each "
                        + Durations.print(view.refresh().orElseThrow()) + " of "
                        + publishedDays + " published days, readable after " + Durations.print(view.publishDelay())
                        + view.ttl()
                                .map(t -> ", stale after " + Durations.print(t))
                                .orElse(""),
                "  carries " + String.join(", ", slots.texts()));
    }
}
