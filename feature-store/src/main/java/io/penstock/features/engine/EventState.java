package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;

/** One view over events, for one key. */
final class EventState implements ViewState {
    private final EventLog log;
    private final List<HeldRow> held = new ArrayList<>();
    private final FeatureValue[] features;
    private final Arrivals arrivals;

    EventState(EventSpec spec, int columns) {
        List<FeatureSpec> logged =
                spec.features().stream().filter(f -> !isHeld(f, spec)).toList();
        log = new EventLog(spec, logged);
        Map<Object, HeldRow> shared = new HashMap<>();
        features = spec.features().stream()
                .map(f -> isHeld(f, spec)
                        ? FeatureValue.of(f, shared.computeIfAbsent(keyOf(f), key -> hold(f, spec, columns)))
                        : FeatureValue.of(f, log))
                .toArray(FeatureValue[]::new);
        arrivals = Arrivals.of(spec, log, logged.isEmpty());
    }

    /** Without window and without corrections one row is enough for these. */
    private static boolean isHeld(FeatureSpec feature, EventSpec spec) {
        return spec.isAppendOnly()
                && feature.isForever()
                && switch (feature.operation()) {
                    case MIN, MAX, FIRST, LAST -> true;
                    case COUNT, SUM, MEAN, STDDEV -> false;
                };
    }

    private static Object keyOf(FeatureSpec feature) {
        return List.of(feature.operation(), feature.operation().isOrdered() ? feature.rows() : feature.input());
    }

    private HeldRow hold(FeatureSpec feature, EventSpec spec, int columns) {
        Comparator<InternalRow> total = new RowOrder(spec.order());
        Comparator<InternalRow> byValue = feature.input()::compare;
        HeldRow row =
                switch (feature.operation()) {
                    case MIN -> new HeldRow(Inclusion.ALL, feature.input(), byValue.reversed(), columns);
                    case MAX -> new HeldRow(Inclusion.ALL, feature.input(), byValue, columns);
                    case FIRST -> new HeldRow(feature.rows(), Slot.NONE, total.reversed(), columns);
                    default -> new HeldRow(feature.rows(), Slot.NONE, total, columns);
                };
        held.add(row);
        return row;
    }

    @Override
    public void add(InternalRow row, long now) {
        for (int i = 0; i < held.size(); i++) {
            held.get(i).add(row);
        }
        arrivals.add(row, now);
    }

    @Override
    public Found write(InternalRow out, int from, long moment) {
        arrivals.moveTo(moment);
        log.moveTo(moment);
        boolean found = false;
        for (int i = 0; i < features.length; i++) {
            found |= features[i].write(out, from + i);
        }
        return found ? Found.VALUE : Found.EMPTY;
    }

    /** The first moment at which a value may change though no event arrives. */
    long nextChange() {
        return Math.min(log.nextExpiry(), arrivals.nextChange());
    }

    @Override
    public void clear() {
        log.clear();
        for (int i = 0; i < held.size(); i++) {
            held.get(i).clear();
        }
        arrivals.clear();
    }
}
