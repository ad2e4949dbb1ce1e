package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The values that a view carries through an exchange, each once; the ordinals of its slots count within the view. */
final class SlotColumns {
    private final Map<String, Slot> byText = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<DataType> types = new ArrayList<>();

    /** The slot of an expression; {@code text} names it. */
    Slot add(String text, Column value, DataType type, ValueKind kind) {
        return byText.computeIfAbsent(text, t -> {
            columns.add(kind.toSlot(value));
            types.add(kind.slotType(type));
            return new Slot(columns.size() - 1, kind, type);
        });
    }

    /** Makes room for a bigint that is given later. */
    int reserve(String text) {
        return addRaw(text, functions.lit(0L), DataTypes.LongType);
    }

    void fill(int ordinal, Column value) {
        columns.set(ordinal, value);
    }

    /** A column that is carried as it is. */
    int addRaw(String text, Column value, DataType type) {
        byText.put(text, Slot.NONE);
        columns.add(value);
        types.add(type);
        return columns.size() - 1;
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    List<DataType> types() {
        return List.copyOf(types);
    }

    /** What travels, for people. */
    List<String> texts() {
        return List.copyOf(byText.keySet());
    }
}
