package io.penstock.jobs.diff;

import io.penstock.jobs.diff.TableDiff.Changed;
import io.penstock.jobs.diff.TableDiff.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The difference of two lists of rows (k, x, n, s, batch), found plainly: row by row, key by key. */
final class DiffOracle {
    private static final String[] NAMES = {"k", "x", "n", "s", "batch"};
    private static final Comparator<Object[]> BY_VALUES = (a, b) -> {
        for (int i : new int[] {1, 2, 3}) {
            int order = compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private final Map<String, long[]> slices = new TreeMap<>();
    private final Map<String, Changed> columns = new TreeMap<>();
    private final List<String> rows = new ArrayList<>();

    DiffOracle(List<Row> before, List<Row> after, boolean keyed) {
        List<Object[]> left = values(before);
        List<Object[]> right = values(after);
        for (Object[] row : List.copyOf(left)) {
            Optional<Object[]> same =
                    right.stream().filter(other -> Arrays.equals(row, other)).findFirst();
            if (same.isPresent()) {
                left.remove(row);
                right.remove(same.get());
            }
        }
        Map<String, List<Object[]>> leftByKey = byKey(left);
        Map<String, List<Object[]>> rightByKey = byKey(right);
        leftByKey.keySet().forEach(key -> rightByKey.computeIfAbsent(key, any -> new ArrayList<>()));
        rightByKey.forEach((key, news) -> {
            List<Object[]> olds = leftByKey.getOrDefault(key, List.of());
            int pairs = keyed ? Math.min(olds.size(), news.size()) : 0;
            for (int i = 0; i < pairs; i++) {
                changed(olds.get(i), news.get(i));
            }
            olds.subList(pairs, olds.size()).forEach(row -> alone(row, "removed", 1, keyed));
            news.subList(pairs, news.size()).forEach(row -> alone(row, "added", 0, keyed));
        });
    }

    List<Slice> slices() {
        return slices.entrySet().stream()
                .map(each -> new Slice(each.getKey(), each.getValue()[0], each.getValue()[1], each.getValue()[2]))
                .toList();
    }

    List<Changed> columns() {
        return List.copyOf(columns.values());
    }

    List<String> rows() {
        return rows;
    }

    private void changed(Object[] before, Object[] after) {
        count(after, 2);
        Optional<Double> greatest = Optional.empty();
        for (int i : new int[] {1, 2, 3}) {
            if (!java.util.Objects.equals(before[i], after[i])) {
                Optional<Double> difference = difference(before[i], after[i]);
                greatest = max(greatest, difference);
                columns.merge(
                        NAMES[i],
                        new Changed(NAMES[i], 1, difference),
                        (a, b) -> new Changed(a.column(), a.rows() + b.rows(), max(a.greatest(), b.greatest())));
            }
        }
        rows.add("changed " + after[4] + " " + List.of(text(after[0])) + " " + greatest);
    }

    private void alone(Object[] row, String what, int place, boolean keyed) {
        count(row, place);
        List<Optional<String>> key = new ArrayList<>(List.of(text(row[0])));
        for (int i = 1; i < row.length && !keyed; i++) {
            key.add(text(row[i]));
        }
        rows.add(what + " " + row[4] + " " + key + " " + Optional.empty());
    }

    private void count(Object[] row, int place) {
        slices.computeIfAbsent(row[4].toString(), any -> new long[3])[place]++;
    }

    private static Optional<Double> difference(Object before, Object after) {
        if (before instanceof Number a && after instanceof Number b) {
            double difference = Math.abs(b.doubleValue() - a.doubleValue());
            return Double.isNaN(difference) ? Optional.empty() : Optional.of(difference);
        }
        return Optional.empty();
    }

    private static Optional<Double> max(Optional<Double> a, Optional<Double> b) {
        return a.isEmpty() || b.isPresent() && b.get() > a.get() ? b : a;
    }

    private static Map<String, List<Object[]>> byKey(List<Object[]> rows) {
        Map<String, List<Object[]>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row[4] + " " + row[0], key -> new ArrayList<>())
                .add(row));
        groups.values().forEach(group -> group.sort(BY_VALUES));
        return groups;
    }

    private static List<Object[]> values(List<Row> rows) {
        List<Object[]> values = new ArrayList<>();
        for (Row row : rows) {
            Object[] cells = new Object[row.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = row.get(i) instanceof Double number && number == 0 ? Double.valueOf(0) : row.get(i);
            }
            values.add(cells);
        }
        return values;
    }

    private static Optional<String> text(Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return Comparator.nullsFirst((Object x, Object y) -> ((Comparable<Object>) x).compareTo(y))
                .compare(a, b);
    }
}
