package io.penstock.features.laws;

import io.penstock.features.engine.EstimateOracle;
import io.penstock.features.engine.ExactOracle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The definition of a view's features, carried out row by row: slow, obvious, and all in plain Java. */
final class Oracle {
    private final TestView view;
    private final List<Event> events;
    private final Map<List<Object>, List<Event>> bySourceKey;

    Oracle(TestView view, List<Event> events) {
        this.view = view;
        this.events = events;
        Comparator<Event> newer = Comparator.comparingLong(Event::created)
                .thenComparingLong(Event::event)
                .thenComparing(Event::batch)
                .thenComparingLong(Event::rowNumber);
        bySourceKey = events.stream()
                .sorted(newer)
                .collect(Collectors.groupingBy(this::sourceKey, LinkedHashMap::new, Collectors.toList()));
    }

    private List<Object> sourceKey(Event event) {
        List<Object> key = new ArrayList<>();
        for (String column : view.sourceKey()) {
            key.add(
                    switch (column) {
                        case "k1" -> event.k1();
                        case "k2" -> event.k2();
                        default -> event.id();
                    });
        }
        return key;
    }

    /** The features of a key at a moment, canonical: see {@link Canonical}. */
    List<Object> at(Key key, long moment) {
        List<Event> rows = visible(key, moment);
        List<Object> values = new ArrayList<>();
        for (Wanted feature : view.features()) {
            values.add(Canonical.of(value(feature, rows, moment)));
        }
        return values;
    }

    /** What the features are over no rows. */
    List<Object> empty() {
        return view.features().stream().map(Wanted::empty).toList();
    }

    List<Object> stale() {
        return view.features().stream().map(f -> (Object) null).toList();
    }

    private List<Event> visible(Key key, long moment) {
        if (key.hasNull()) {
            return List.of();
        }
        long delay = view.delay();
        List<Event> rows = new ArrayList<>();
        if (view.replacement() == TestView.Replacement.NONE) {
            events.stream()
                    .filter(e -> e.isOf(key) && e.known() + delay <= moment)
                    .forEach(rows::add);
        } else {
            for (List<Event> revisions : bySourceKey.values()) {
                Event newest = null;
                for (Event e : revisions) {
                    newest = e.created() + delay <= moment ? e : newest;
                }
                if (newest != null && newest.isOf(key) && newest.event() + delay <= moment) {
                    rows.add(newest);
                }
            }
        }
        rows.sort(order());
        return rows;
    }

    private Comparator<Event> order() {
        Comparator<Event> order = Comparator.comparingLong(Event::event).thenComparingLong(Event::created);
        for (String column : view.order()) {
            order = order.thenComparing((a, b) -> switch (column) {
                case "k1", "k2" -> 0;
                case "s" -> compare(a.s(), b.s());
                default -> Integer.compare(a.id(), b.id());
            });
        }
        for (Wanted feature : view.features()) {
            if (feature.isOrdered()) {
                order = order.thenComparing((a, b) -> compare(taken(feature, a), taken(feature, b)));
            }
        }
        return order;
    }

    private static Object taken(Wanted feature, Event event) {
        return feature.where().test.test(event) ? feature.value(event) : null;
    }

    private static Object value(Wanted feature, List<Event> visible, long moment) {
        List<Event> rows = visible.stream()
                .filter(e -> feature.window() == Wanted.FOREVER || e.event() + feature.window() > moment)
                .filter(feature.where().test)
                .toList();
        if (feature.kind() == Wanted.Kind.RATIO) {
            Number of = (Number) value(feature.parts().get(0), visible, moment);
            Number to = (Number) value(feature.parts().get(1), visible, moment);
            return of == null || to == null || to.doubleValue() == 0 ? null : of.doubleValue() / to.doubleValue();
        }
        if (feature.kind() == Wanted.Kind.COUNT) {
            return rows.stream()
                    .filter(e -> feature.input() == null || feature.value(e) != null)
                    .count();
        }
        if (feature.kind() == Wanted.Kind.LAST_N) {
            List<Object> newest = new ArrayList<>();
            for (int i = rows.size() - 1;
                    i >= 0 && newest.size() < feature.parameter().intValueExact();
                    i--) {
                newest.add(feature.value(rows.get(i)));
            }
            return newest.isEmpty() ? null : newest;
        }
        if (feature.isOrdered()) {
            return rows.isEmpty()
                    ? null
                    : feature.value(rows.get(feature.kind() == Wanted.Kind.FIRST ? 0 : rows.size() - 1));
        }
        List<Object> values =
                rows.stream().map(feature::value).filter(Objects::nonNull).toList();
        if (feature.kind() == Wanted.Kind.COUNT_DISTINCT) {
            return values.stream().distinct().count();
        }
        if (feature.kind() == Wanted.Kind.APPROX_COUNT_DISTINCT) {
            return EstimateOracle.of(values);
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (feature.kind()) {
            case MIN -> values.stream().min(Oracle::compare).get();
            case MAX -> values.stream().max(Oracle::compare).get();
            case QUANTILE -> quantile(values, feature.parameter());
            default -> arithmetic(feature, values);
        };
    }

    private static Object quantile(List<Object> values, BigDecimal q) {
        List<Object> sorted = values.stream().sorted(Oracle::compare).toList();
        int rank = 1;
        while (BigDecimal.valueOf(rank).compareTo(q.multiply(BigDecimal.valueOf(sorted.size()))) < 0) {
            rank++;
        }
        return sorted.get(rank - 1);
    }

    private static Object arithmetic(Wanted feature, List<Object> values) {
        boolean isDeviation = feature.kind() == Wanted.Kind.STDDEV;
        if (isDeviation && values.size() < 2) {
            return null;
        }
        double special = special(values);
        if (special != 0) {
            return isDeviation ? Double.valueOf(Double.NaN) : Double.valueOf(special);
        }
        List<BigDecimal> exact = values.stream().map(Oracle::exact).toList();
        return switch (feature.kind()) {
            case SUM ->
                feature.input().isIntegral()
                        ? (Object) exact.stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .longValueExact()
                        : (Object) ExactOracle.sum(exact);
            case MEAN -> ExactOracle.mean(exact);
            default -> ExactOracle.deviation(exact);
        };
    }

    /** The sum of the values that are not finite; 0 if all are. */
    private static double special(List<Object> values) {
        return values.stream()
                .mapToDouble(v -> ((Number) v).doubleValue())
                .filter(v -> !Double.isFinite(v))
                .sum();
    }

    private static BigDecimal exact(Object value) {
        return value instanceof Double || value instanceof Float
                ? new BigDecimal(((Number) value).doubleValue())
                : BigDecimal.valueOf(((Number) value).longValue());
    }

    /** Nulls first; NaN greatest, -0.0 below 0.0. */
    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }
}
