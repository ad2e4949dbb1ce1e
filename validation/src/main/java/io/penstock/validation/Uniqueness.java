package io.penstock.validation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * A {@code unique} check, by one grouping of its own: within a slice, no two rows agree in all columns.
 *
 * <p>Every row of a duplicated key counts. A row with a null in its key is not compared, but counted. {@code 0.0} equals
 * {@code -0.0} and NaN equals NaN, as in SQL's grouping.
 */
record Uniqueness(Unique check, List<Column> key, Column scope) {
    private static final String SLICE = "slice";
    private static final String SCOPE = "scope";
    private static final String ROWS = "n";

    static Uniqueness of(Unique check, Probe probe) throws BrokenCheck {
        List<Column> key = new ArrayList<>();
        for (String name : check.columns()) {
            StructField field = probe.field(name);
            if (field.dataType() instanceof MapType) {
                throw new BrokenCheck("unique cannot compare " + name + ", a map");
            }
            key.add(col(Names.quoted(field.name())).as("k" + key.size()));
        }
        return new Uniqueness(check, key, TableMeasure.scope(check, probe));
    }

    /** What it finds in each slice that has rows. */
    Map<String, Row> run(Candidate candidate) {
        List<Column> columns = new ArrayList<>(key);
        columns.add(SliceScan.slice(candidate.sliceColumn()).as(SLICE));
        columns.add(scope.as(SCOPE));
        Dataset<Row> keys = candidate
                .rows()
                .select(columns.toArray(Column[]::new))
                .filter(col(SCOPE).notEqual(0));
        List<Column> by = new ArrayList<>(List.of(col(SLICE), col(SCOPE)));
        for (int i = 0; i < key.size(); i++) {
            by.add(col("k" + i));
        }
        Dataset<Row> perKey =
                keys.groupBy(by.toArray(Column[]::new)).agg(count(lit(1)).as(ROWS));
        Column compared = comparable().and(col(SCOPE).equalTo(1));
        Dataset<Row> perSlice = perKey.groupBy(col(SLICE))
                .agg(
                        rows(compared),
                        rows(compared.and(col(ROWS).gt(1))),
                        rows(col(SCOPE).equalTo(1).and(not(comparable()))),
                        rows(col(SCOPE).equalTo(-1)));
        Map<String, Row> found = new HashMap<>();
        perSlice.collectAsList().forEach(row -> found.put(row.getString(0), row));
        SliceScan.refuseStrangers(candidate.table(), found.keySet(), candidate.slices());
        return found;
    }

    private Column comparable() {
        Column comparable = lit(true);
        for (int i = 0; i < key.size(); i++) {
            comparable = comparable.and(col("k" + i).isNotNull());
        }
        return comparable;
    }

    private static Column rows(Column which) {
        return coalesce(sum(when(which, col(ROWS))), lit(0L));
    }

    /** What a slice's counts say; null: no rows. */
    Finding find(Row counts) {
        long compared = counts == null ? 0 : counts.getLong(1);
        long doubled = counts == null ? 0 : counts.getLong(2);
        long withNull = counts == null ? 0 : counts.getLong(3);
        long threw = counts == null ? 0 : counts.getLong(4);
        String message = doubled + " of " + compared + " rows share their key with another"
                + (withNull == 0 ? "" : "; " + withNull + " rows with a null in the key were not compared")
                + (threw == 0 ? "" : "; where could not be evaluated on " + threw + " rows");
        return new Finding(
                doubled + threw == 0,
                CheckText.share(compared - doubled, compared),
                CheckText.expected(check),
                message);
    }
}
