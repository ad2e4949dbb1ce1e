package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The conditions of a view's features, each a bit of a bigint slot; a condition that is null is not met. */
final class Conditions {
    private static final int BITS = 63;

    private final SlotColumns slots;
    private final Map<String, Inclusion> byText = new LinkedHashMap<>();
    private final List<Integer> ordinals = new ArrayList<>();
    private final List<Column> bits = new ArrayList<>();

    Conditions(SlotColumns slots) {
        this.slots = slots;
    }

    /** The bit of a condition; {@code text} names it. */
    Inclusion add(String text, Column condition) {
        return byText.computeIfAbsent(text, t -> {
            int bit = bits.size() % BITS;
            if (bit == 0) {
                ordinals.add(slots.reserve("conditions" + (ordinals.isEmpty() ? "" : " " + (ordinals.size() + 1))));
            }
            bits.add(functions.when(condition, functions.lit(1L << bit)).otherwise(functions.lit(0L)));
            return new Inclusion(ordinals.get(ordinals.size() - 1), 1L << bit);
        });
    }

    /** Fills the slots that were reserved. */
    void finish() {
        for (int i = 0; i < ordinals.size(); i++) {
            List<Column> own = bits.subList(i * BITS, Math.min(bits.size(), (i + 1) * BITS));
            slots.fill(ordinals.get(i), own.stream().reduce(Column::bitwiseOR).orElseThrow());
        }
    }
}
