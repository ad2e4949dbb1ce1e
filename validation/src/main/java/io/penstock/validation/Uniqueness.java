package io.penstock.validation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * A {@code unique} check: within a slice, no two rows agree in all columns. A tally proves it for most slices; one grouping
 * counts in the others.
 *
 * <p>Every row of a duplicated key counts. A row with a null in its key is not compared, but counted. {@code 0.0} equals
 * {@code -0.0} and NaN equals NaN, as in SQL's grouping.
 */
record Uniqueness(Unique check, List<Column> key, Column scope, SliceScan.Key<KeyTally> tally) {
    private static final String SLICE = "slice";
    private static final String SCOPE = "scope";
    private static final String ROWS = "n";
    private static final int NAMED_SLICES = 20;

    static Uniqueness of(Unique check, Probe probe, SliceScan scan) throws BrokenCheck {
        List<StructField> fields = new ArrayList<>();
        for (String name : check.columns()) {
            StructField field = probe.field(name);
            if (field.dataType() instanceof MapType) {
                throw new BrokenCheck("unique cannot compare " + name + ", a map");
            }
            fields.add(field);
        }
        List<Column> key =
                fields.stream().map(field -> ColumnNames.column(field.name())).toList();
        Column scope = TableMeasure.scope(check, probe);
        int[] places = key.stream().mapToInt(scan::input).toArray();
        DataType[] types = fields.stream().map(StructField::dataType).toArray(DataType[]::new);
        KeyTally tally = new KeyTally(places, scan.input(scope), new RowHash(places, types));
        return new Uniqueness(check, key, scope, scan.tally(tally));
    }

    /** How many rows share their key with another, of each slice where the scan could not tell that none does. */
    Map<String, Long> doubled(Candidate candidate, Map<String, Tally[]> found) {
        List<String> open = candidate.slices().stream()
                .filter(slice -> !tally.in(found.get(slice)).distinct())
                .toList();
        return open.isEmpty() ? Map.of() : group(candidate, open);
    }

    private Map<String, Long> group(Candidate candidate, List<String> open) {
        List<Column> columns = new ArrayList<>();
        columns.add(SliceNames.text(candidate.sliceColumn()).as(SLICE));
        columns.add(scope.as(SCOPE));
        key.forEach(column -> columns.add(column.as(keyName(columns.size() - 2))));
        List<Column> by =
                IntStream.range(0, key.size()).mapToObj(i -> col(keyName(i))).collect(Collectors.toList());
        Column compared = by.stream().map(Column::isNotNull).reduce(col(SCOPE).equalTo(1), Column::and);
        by.add(col(SLICE));
        return candidate
                .rows()
                .select(columns.toArray(Column[]::new))
                .filter(
                        open.size() > NAMED_SLICES
                                ? compared
                                : compared.and(col(SLICE).isin(open.toArray())))
                .groupBy(by.toArray(Column[]::new))
                .agg(count(lit(1)).as(ROWS))
                .filter(col(ROWS).gt(1))
                .groupBy(col(SLICE))
                .agg(sum(col(ROWS)))
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    }

    private static String keyName(int at) {
        return "k" + at;
    }

    /** What a slice's counts say. */
    Finding find(Tally[] found, long doubled) {
        KeyTally counts = tally.in(found);
        long compared = counts.compared();
        String message = doubled + " of " + compared + " rows share their key with another"
                + (counts.withNull() == 0
                        ? ""
                        : "; " + counts.withNull()
                                + (counts.withNull() == 1
                                        ? " row with a null in the key was"
                                        : " rows with a null in the key were")
                                + " not compared")
                + TableMeasure.alsoThrew(counts.threw());
        return new Finding(
                doubled + counts.threw() == 0,
                CheckText.share(compared - doubled, compared),
                CheckText.expected(check),
                message);
    }
}
