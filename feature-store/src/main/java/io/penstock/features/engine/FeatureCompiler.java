package io.penstock.features.engine;

import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.validation.ColumnNames;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Turns features into slots and conditions over the rows of a source; equal expressions travel once. */
final class FeatureCompiler {
    private final String view;
    private final Dataset<Row> rows;
    private final SlotColumns slots;
    private final Conditions conditions;

    FeatureCompiler(String view, Dataset<Row> rows, SlotColumns slots) {
        this.view = view;
        this.rows = rows;
        this.slots = slots;
        this.conditions = new Conditions(slots);
    }

    FeatureSpec compile(Feature feature) {
        Operation operation = Operation.of(feature.aggregate());
        long window = feature.window().map(Micros::of).orElse(Window.FOREVER);
        Optional<Column> where = feature.where().map(sql -> condition(feature, sql));
        if (operation == Operation.COUNT) {
            return new FeatureSpec(
                    view, feature.name(), operation, Slot.NONE, counted(feature, where), window, DataTypes.LongType);
        }
        Slot input = input(feature, operation, where);
        Inclusion rowsTaken = operation.isOrdered() && where.isPresent()
                ? conditions.add(feature.where().orElseThrow().text(), where.get())
                : Inclusion.ALL;
        return new FeatureSpec(view, feature.name(), operation, input, rowsTaken, window, operation.resultType(input));
    }

    private Slot input(Feature feature, Operation operation, Optional<Column> where) {
        Sql sql = feature.aggregate().input().orElseThrow();
        Column value = parsed(feature, sql);
        DataType type = typeOf(feature, sql, value);
        ValueKind kind = ValueKind.of(type, place(feature) + ": `" + sql + "`");
        requireNumber(feature, sql, operation, kind);
        Column taken = where.map(w -> functions.when(w, value)).orElse(value);
        return slots.add(sql + whereText(feature), taken, type, kind);
    }

    /** Puts the conditions of all features into their slots. */
    void finish() {
        conditions.finish();
    }

    /** A column of the source as it is. */
    Slot column(String name) {
        DataType type = Columns.typeOf(rows, name, "view " + view);
        return slots.add(name, ColumnNames.column(name), type, ValueKind.of(type, "view " + view + ": column " + name));
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

    private DataType typeOf(Feature feature, Sql sql, Column column) {
        try {
            return rows.select(column).schema().apply(0).dataType();
        } catch (Exception e) {
            throw unreadable(feature, sql, e);
        }
    }

    private UserError unreadable(Feature feature, Sql sql, Exception cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new UserError(place(feature) + ": `" + sql + "` cannot be computed from the source: " + reason, cause);
    }

    private String place(Feature feature) {
        return feature.at() + ": feature " + view + "." + feature.name();
    }

    private void requireNumber(Feature feature, Sql sql, Operation operation, ValueKind kind) {
        if (operation.isArithmetic() && !kind.isIntegral() && !kind.isFloating()) {
            throw new UserError(place(feature) + ": " + operation + " of `" + sql + "` of type "
                    + kind.name().toLowerCase(Locale.ROOT)
                    + "; it needs an int, bigint, float or double: cast it to one");
        }
    }
}
