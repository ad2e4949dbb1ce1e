package io.penstock.features.engine;

import io.penstock.base.Micros;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.validation.ColumnNames;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Turns features into slots and conditions over the rows of a source; equal expressions travel once. */
final class FeatureCompiler {
    private final FeatureView view;
    private final Dataset<Row> rows;
    private final SlotColumns slots;
    private final Conditions conditions;
    private final Map<String, DataType> types = new HashMap<>();
    /** The ratios whose parts are being compiled. */
    private final Set<String> dividing = new HashSet<>();

    FeatureCompiler(FeatureView view, Dataset<Row> rows, SlotColumns slots) {
        this.view = view;
        this.rows = rows;
        this.slots = slots;
        this.conditions = new Conditions(slots);
    }

    FeatureSpec compile(Feature feature) {
        if (feature.aggregate() instanceof Aggregate.Ratio ratio) {
            return ratio(feature, ratio);
        }
        Operation operation = Operation.of(feature.aggregate());
        Optional<Column> where = feature.where().map(sql -> condition(feature, sql));
        if (operation == Operation.COUNT) {
            return spec(feature, operation, Slot.NONE, counted(feature, where));
        }
        Slot input = input(feature, operation, where);
        Inclusion rowsTaken = operation.isOrdered() && where.isPresent()
                ? conditions.add(feature.where().orElseThrow().text(), where.get())
                : Inclusion.ALL;
        return spec(feature, operation, input, rowsTaken);
    }

    private FeatureSpec spec(Feature feature, Operation operation, Slot input, Inclusion rowsTaken) {
        return new FeatureSpec(
                view.name(),
                feature.name(),
                operation,
                input,
                rowsTaken,
                feature.window().map(Micros::of).orElse(Window.FOREVER),
                operation.resultType(input),
                parameter(feature.aggregate()),
                List.of());
    }

    private static long parameter(Aggregate aggregate) {
        if (aggregate instanceof Aggregate.LastN last) {
            return last.n();
        }
        return aggregate instanceof Aggregate.Quantile quantile
                ? quantile.q().multiply(BigDecimal.valueOf(FeatureSpec.BILLION)).longValueExact()
                : 0;
    }

    private FeatureSpec ratio(Feature feature, Aggregate.Ratio ratio) {
        if (!dividing.add(feature.name())) {
            throw new UserError(place(feature) + ": it is a ratio of itself; undo the circle");
        }
        FeatureSpec spec =
                FeatureSpec.ofRatio(view.name(), feature.name(), part(feature, ratio.of()), part(feature, ratio.to()));
        dividing.remove(feature.name());
        return spec;
    }

    private FeatureSpec part(Feature feature, String name) {
        FeatureSpec part = compile(Features.named(view, name));
        if (!ValueKind.isNumber(part.type())) {
            throw new UserError(place(feature) + ": ratio of " + name + " of type "
                    + part.type().sql().toLowerCase(Locale.ROOT)
                    + "; it needs features of type int, bigint, float or double: cast what they aggregate");
        }
        return part;
    }

    private Slot input(Feature feature, Operation operation, Optional<Column> where) {
        Sql sql = feature.aggregate().input().orElseThrow();
        Column value = parsed(feature, sql);
        DataType type = typeOf(feature, sql, value);
        ValueKind kind = ValueKind.of(type, place(feature) + ": `" + sql + "`");
        requireNumber(feature, sql, operation, kind);
        requireEquality(feature, sql, operation, kind);
        requireRank(feature, sql, operation, kind);
        Column taken = where.map(w -> functions.when(w, value)).orElse(value);
        return slots.add(sql + whereText(feature), taken, type, kind);
    }

    /** Puts the conditions of all features into their slots. */
    void finish() {
        conditions.finish();
    }

    /** A column of the source as it is. */
    Slot column(String name) {
        DataType type = Columns.typeOf(rows, name, "view " + view.name());
        return slots.add(
                name, ColumnNames.column(name), type, ValueKind.of(type, "view " + view.name() + ": column " + name));
    }

    private Inclusion counted(Feature feature, Optional<Column> where) {
        Optional<Sql> of = ((Aggregate.Count) feature.aggregate()).of();
        if (of.isEmpty()) {
            return where.map(w -> conditions.add(feature.where().orElseThrow().text(), w))
                    .orElse(Inclusion.ALL);
        }
        Column value = parsed(feature, of.get());
        typeOf(feature, of.get(), value);
        Column present = value.isNotNull();
        String text = of.get() + " is there" + whereText(feature);
        return conditions.add(text, where.map(w -> functions.when(w, present)).orElse(present));
    }

    private static String whereText(Feature feature) {
        return feature.where().map(w -> " where " + w).orElse("");
    }

    private Column condition(Feature feature, Sql sql) {
        Column condition = parsed(feature, sql);
        DataType type = typeOf(feature, sql, condition);
        if (!type.equals(DataTypes.BooleanType)) {
            throw new UserError(place(feature) + ": where is `" + sql + "` of type "
                    + type.sql().toLowerCase(Locale.ROOT) + "; it must be true or false");
        }
        return condition;
    }

    private Column parsed(Feature feature, Sql sql) {
        try {
            return functions.expr(sql.text());
        } catch (Exception e) {
            throw unreadable(feature, sql, e);
        }
    }

    /** Spark is asked once for an expression, however many features are over it. */
    private DataType typeOf(Feature feature, Sql sql, Column column) {
        try {
            return types.computeIfAbsent(
                    sql.text(), text -> rows.select(column).schema().apply(0).dataType());
        } catch (Exception e) {
            throw unreadable(feature, sql, e);
        }
    }

    private UserError unreadable(Feature feature, Sql sql, Exception cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new UserError(place(feature) + ": `" + sql + "` cannot be computed from the source: " + reason, cause);
    }

    private String place(Feature feature) {
        return feature.at() + ": feature " + view.name() + "." + feature.name();
    }

    private void requireNumber(Feature feature, Sql sql, Operation operation, ValueKind kind) {
        if (operation.isArithmetic() && !kind.isIntegral() && !kind.isFloating()) {
            throw new UserError(place(feature) + ": " + operation + " of `" + sql + "` of type "
                    + kind.name().toLowerCase(Locale.ROOT)
                    + "; it needs an int, bigint, float or double: cast it to one");
        }
    }

    private void requireRank(Feature feature, Sql sql, Operation operation, ValueKind kind) {
        if (operation == Operation.QUANTILE && !kind.isRanked()) {
            throw new UserError(place(feature) + ": quantile of `" + sql + "` of type "
                    + kind.name().toLowerCase(Locale.ROOT)
                    + "; it needs an int, bigint, float, double, date or timestamp: cast it to one");
        }
    }

    private void requireEquality(Feature feature, Sql sql, Operation operation, ValueKind kind) {
        if (operation.comparesValues() && kind.isFloating()) {
            throw new UserError(place(feature) + ": " + operation + " of `" + sql + "` of type "
                    + kind.name().toLowerCase(Locale.ROOT)
                    + ", whose values are not safely equal: round it to a whole number or cast it to a decimal");
        }
    }
}
