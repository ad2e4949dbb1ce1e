package io.penstock.jobs.diff;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.TableVersion;
import io.penstock.features.SharedRows;
import io.penstock.jobs.diff.TableDiff.Changed;
import io.penstock.jobs.diff.TableDiff.Difference;
import io.penstock.jobs.diff.TableDiff.Slice;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** What changed in the rows of some slices: counts, columns, and the rows that differ most. */
final class RowChanges {

    private static final String SLICE = "slice";
    private static final String GREATEST = "greatest";
    private static final int FIRST_KEY = 6;

    private final DiffColumns columns;
    private final List<Column> changed = new ArrayList<>();
    private final List<Column> differences = new ArrayList<>();

    private RowChanges(DiffColumns columns) {
        this.columns = columns;
        for (int i = 0; i < columns.compared().size(); i++) {
            Column before = RowPairs.before(columns.pairing().size() + i);
            Column after = RowPairs.after(columns.pairing().size() + i);
            Column differs = RowPairs.kind("changed").and(not(before.eqNullSafe(after)));
            changed.add(differs);
            differences.add(
                    DiffColumns.isNumber(columns.compared().get(i))
                            ? when(differs, difference(before.cast("double"), after.cast("double")))
                            : lit(null).cast("double"));
        }
    }

    /** What was found in the rows of some slices. */
    record Found(Map<String, Slice> counted, List<Changed> columns, List<Difference> rows) {

        static final Found NONE = new Found(Map.of(), List.of(), List.of());

        /** Every slice that was read, also where no row differs. */
        List<Slice> slices(List<String> read) {
            return read.stream()
                    .map(name -> counted.getOrDefault(name, new Slice(name, 0, 0, 0)))
                    .toList();
        }
    }

    static Found between(
            Lake lake, TableVersion before, TableVersion after, DiffColumns columns, List<String> slices, int limit) {
        RowChanges changes = new RowChanges(columns);
        SharedRows pairs = SharedRows.kept(new RowPairs(columns, slices).of(lake.read(before), lake.read(after)));
        try {
            return changes.found(pairs.rows(), limit);
        } finally {
            pairs.forget();
        }
    }

    private Found found(Dataset<Row> pairs, int limit) {
        Map<String, Slice> slices = new TreeMap<>();
        long[] times = new long[changed.size()];
        Double[] greatest = new Double[changed.size()];
        for (Row row : counts(pairs)) {
            String slice = String.valueOf(row.getString(0));
            slices.merge(slice, slice(slice, row.getString(1), row.getLong(2)), RowChanges::plus);
            for (int i = 0; i < times.length; i++) {
                times[i] += row.getLong(3 + 2 * i);
                Double other = row.isNullAt(4 + 2 * i) ? null : Double.valueOf(row.getDouble(4 + 2 * i));
                greatest[i] = greatest[i] == null || other != null && other > greatest[i] ? other : greatest[i];
            }
        }
        List<Changed> found = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                found.add(new Changed(columns.compared().get(i).name(), times[i], Optional.ofNullable(greatest[i])));
            }
        }
        found.sort(Comparator.comparingLong(Changed::rows).reversed());
        return new Found(slices, found, worst(pairs, limit));
    }

    private List<Row> counts(Dataset<Row> pairs) {
        List<Column> counted = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            counted.add(sum(when(changed.get(i), 1L).otherwise(0L)));
            counted.add(max(differences.get(i)));
        }
        return pairs.groupBy(slice().as(SLICE), col(RowPairs.WHAT))
                .agg(count(lit(1)), counted.toArray(Column[]::new))
                .collectAsList();
    }

    private List<Difference> worst(Dataset<Row> pairs, int limit) {
        int keys = columns.pairing().size();
        List<Column> shown = new ArrayList<>(List.of(
                slice().as(SLICE),
                col(RowPairs.WHAT),
                col(GREATEST),
                chosen(i -> lit(columns.compared().get(i).name())).as("column"),
                chosen(i -> text(columns.compared().get(i), RowPairs.before(keys + i)))
                        .as("before"),
                chosen(i -> text(columns.compared().get(i), RowPairs.after(keys + i)))
                        .as("after")));
        columns.shown()
                .forEach(i ->
                        shown.add(text(columns.pairing().get(i), coalesce(RowPairs.after(i), RowPairs.before(i)))));
        List<Column> order = new ArrayList<>(List.of(col(GREATEST).desc_nulls_last()));
        order.add(when(RowPairs.kind("changed"), 0)
                .when(RowPairs.kind("removed"), 1)
                .otherwise(2));
        for (int i = 0; i < keys; i++) {
            order.add(coalesce(RowPairs.after(i), RowPairs.before(i)));
        }
        Column greatest =
                differences.isEmpty() ? lit(null).cast("double") : array_max(array(differences.toArray(Column[]::new)));
        return pairs
                .withColumn(GREATEST, greatest)
                .orderBy(order.toArray(Column[]::new))
                .limit(limit)
                .select(shown.toArray(Column[]::new))
                .collectAsList()
                .stream()
                .map(RowChanges::difference)
                .toList();
    }

    private static Difference difference(Row row) {
        List<Optional<String>> key = new ArrayList<>();
        for (int i = FIRST_KEY; i < row.size(); i++) {
            key.add(textAt(row, i));
        }
        Optional<Double> greatest = row.isNullAt(2) ? Optional.empty() : Optional.of(row.getDouble(2));
        return new Difference(
                String.valueOf(row.getString(0)),
                key,
                row.getString(1),
                textAt(row, 3),
                textAt(row, 4),
                textAt(row, 5),
                greatest);
    }

    private static Optional<String> textAt(Row row, int i) {
        return row.isNullAt(i) ? Optional.empty() : Optional.of(row.getString(i));
    }

    /** Of the column whose number changed most, or else of the first that changed. */
    private Column chosen(IntFunction<Column> value) {
        Column chosen = when(lit(false), lit(null).cast("string"));
        for (int i = 0; i < changed.size(); i++) {
            chosen = chosen.when(differences.get(i).equalTo(col(GREATEST)), value.apply(i));
        }
        for (int i = 0; i < changed.size(); i++) {
            chosen = chosen.when(changed.get(i).and(col(GREATEST).isNull()), value.apply(i));
        }
        return chosen;
    }

    /** How far two numbers lie apart; null where one of them is no number. */
    private static Column difference(Column before, Column after) {
        return when(not(isnan(before)).and(not(isnan(after))), abs(after.minus(before)));
    }

    private static Column text(StructField field, Column value) {
        String type = field.dataType().typeName();
        if (List.of("array", "struct", "map").contains(type)) {
            return when(value.isNotNull(), to_json(struct(value.as("v"))));
        }
        if (type.equals("timestamp")) {
            return concat(translate(value.cast("string"), " ", "T"), lit("Z"));
        }
        return type.equals("binary") ? hex(value) : value.cast("string");
    }

    /** The slice of a pair. */
    private Column slice() {
        for (int i = 0; i < columns.pairing().size(); i++) {
            if (columns.slice().equals(Optional.of(columns.pairing().get(i).name()))) {
                return coalesce(RowPairs.after(i), RowPairs.before(i)).cast("string");
            }
        }
        return lit(Layout.WHOLE);
    }

    private static Slice slice(String name, String what, long rows) {
        return switch (what) {
            case "added" -> new Slice(name, rows, 0, 0);
            case "removed" -> new Slice(name, 0, rows, 0);
            default -> new Slice(name, 0, 0, rows);
        };
    }

    private static Slice plus(Slice one, Slice other) {
        return new Slice(
                one.name(),
                one.added() + other.added(),
                one.removed() + other.removed(),
                one.changed() + other.changed());
    }
}
