package io.penstock.features.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;

/** One view over events, for one key. */
final class EventState implements ViewState {
    private final EventLog log;
    private final List<Held> held;
    private final FeatureValue[] features;
    private final Arrivals arrivals;

    EventState(EventSpec spec, int columns) {
        List<FeatureSpec> logged =
                spec.aggregated().filter(f -> spec.hold(f).isEmpty()).toList();
        log = new EventLog(spec, logged);
        Map<Hold, Held> shared = new LinkedHashMap<>();
        features = spec.features().stream()
                .map(f -> valueOf(f, spec, shared, columns))
                .toArray(FeatureValue[]::new);
        held = List.copyOf(shared.values());
        arrivals = Arrivals.of(spec, log, logged.isEmpty());
    }

    private FeatureValue valueOf(FeatureSpec feature, EventSpec spec, Map<Hold, Held> shared, int columns) {
        if (feature.operation() == Operation.RATIO) {
            FeatureValue of = valueOf(feature.parts().get(0), spec, shared, columns);
            FeatureValue to = valueOf(feature.parts().get(1), spec, shared, columns);
            return FeatureValue.ofRatio(feature, of, to);
        }
        return spec.hold(feature)
                .map(hold -> FeatureValue.of(feature, shared.computeIfAbsent(hold, h -> h.start(columns))))
                .orElseGet(() -> FeatureValue.of(feature, log));
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
