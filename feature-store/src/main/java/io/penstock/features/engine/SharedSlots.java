package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** The value columns of an exchange: as many of each type as the widest view needs, shared by all views. */
final class SharedSlots {
    private final List<SlotColumns> views;
    private final List<DataType> types = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();

    SharedSlots(List<SlotColumns> views) {
        this.views = views;
        Map<DataType, List<Integer>> ofType = new HashMap<>();
        for (SlotColumns view : views) {
            Map<DataType, Integer> used = new HashMap<>();
            int[] place = new int[view.types().size()];
            for (int i = 0; i < place.length; i++) {
                DataType type = view.types().get(i);
                List<Integer> there = ofType.computeIfAbsent(type, t -> new ArrayList<>());
                int n = used.merge(type, 1, Integer::sum);
                if (there.size() < n) {
                    there.add(types.size());
                    types.add(type);
                }
                place[i] = there.get(n - 1);
            }
            places.add(place);
        }
    }

    /** The number of columns of a row. */
    int columnCount() {
        return UnionRow.FIXED_COLUMNS + types.size();
    }

    /** Where each slot of a view lies in a row. */
    IntUnaryOperator ordinals(int view) {
        int[] place = places.get(view);
        return slot -> UnionRow.FIXED_COLUMNS + place[slot];
    }

    /** The columns of an event of a view. */
    List<Column> columns(int view) {
        List<Column> columns = new ArrayList<>(nulls());
        int[] place = places.get(view);
        for (int i = 0; i < place.length; i++) {
            columns.set(place[i], views.get(view).columns().get(i).as("slot" + place[i]));
        }
        return columns;
    }

    /** The columns of a query. */
    List<Column> nulls() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(functions.lit(null).cast(types.get(i)).as("slot" + i));
        }
        return columns;
    }

    String describe() {
        Map<String, Long> byType = types.stream()
                .collect(Collectors.groupingBy(DataType::simpleString, LinkedHashMap::new, Collectors.counting()));
        return byType.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
