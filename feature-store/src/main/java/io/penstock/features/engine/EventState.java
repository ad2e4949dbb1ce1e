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
    private final List<Held> held = new ArrayList<>();
    private final FeatureValue[] features;
    private final Arrivals arrivals;

    EventState(EventSpec spec, int columns) {
        List<FeatureSpec> logged = spec.features().stream()
                .flatMap(FeatureSpec::aggregated)
                .filter(f -> !isHeld(f, spec))
                .toList();
        log = new EventLog(spec, logged);
        Map<Object, HeldRow> shared = new HashMap<>();
        features = spec.features().stream()
                .map(f -> valueOf(f, spec, shared, columns))
                .toArray(FeatureValue[]::new);
        arrivals = Arrivals.of(spec, log, logged.isEmpty());
    }

    private FeatureValue valueOf(FeatureSpec feature, EventSpec spec, Map<Object, HeldRow> shared, int columns) {
        if (feature.operation() == Operation.RATIO) {
            FeatureValue of = valueOf(feature.parts().get(0), spec, shared, columns);
            FeatureValue to = valueOf(feature.parts().get(1), spec, shared, columns);
            return FeatureValue.ofRatio(feature, of, to);
        }
        if (isHeld(feature, spec) && feature.operation() == Operation.LAST_N) {
            NewestRows newest = new NewestRows(feature.rows(), new RowOrder(spec.order()), (int) feature.parameter());
            held.add(newest);
            return FeatureValue.of(feature, newest);
        }
        return isHeld(feature, spec)
                ? FeatureValue.of(feature, shared.computeIfAbsent(keyOf(feature), key -> hold(feature, spec, columns)))
                : FeatureValue.of(feature, log);
    }

    /** Without window and without corrections one row is enough for these. */
    private static boolean isHeld(FeatureSpec feature, EventSpec spec) {
        return spec.isAppendOnly()
                && feature.isForever()
                && switch (feature.operation()) {
                    case MIN, MAX, FIRST, LAST, LAST_N -> true;
                    case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, SUM, MEAN, STDDEV, QUANTILE, RATIO -> false;
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
