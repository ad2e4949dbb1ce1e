package io.penstock.jobs.diff;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.validation.ColumnNames;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Pairs the rows of some slices that differ.
 *
 * <p>Equal rows are taken off each other first, by their values and number; then the n-th of the rows that are left of a key on
 * one side meets the n-th of the other.
 */
record RowPairs(DiffColumns columns, List<String> slices) {

    /** {@code changed}, {@code removed} or {@code added}. */
    static final String WHAT = "what";

    private static final String SURPLUS = "__surplus";
    private static final String TURN = "__turn";

    /** The pairs of the rows that differ: {@link #before}, {@link #after} and what became of them. */
    Dataset<Row> of(Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> differing = rows(before)
                .withColumn(SURPLUS, lit(-1L))
                .union(rows(after).withColumn(SURPLUS, lit(1L)))
                .toDF(names("c", SURPLUS))
                .groupBy(numbered("c", all()))
                .agg(sum(SURPLUS).as(SURPLUS))
                .where(col(SURPLUS).notEqual(0));
        Dataset<Row> left = turns(differing.where(col(SURPLUS).lt(0)), "l");
        Dataset<Row> right = turns(differing.where(col(SURPLUS).gt(0)), "r");
        Column same = col("l" + TURN).equalTo(col("r" + TURN));
        for (int i = 0; i < columns.pairing().size(); i++) {
            same = same.and(before(i).eqNullSafe(after(i)));
        }
        Column kind = when(col("l" + TURN).isNull(), "added")
                .when(col("r" + TURN).isNull(), "removed")
                .otherwise("changed");
        return left.join(right, same, "full_outer").withColumn(WHAT, kind);
    }

    private Dataset<Row> rows(Dataset<Row> all) {
        Dataset<Row> some = columns.slice()
                .map(slice -> all.where(coalesce(ColumnNames.column(slice).cast("string"), lit("null"))
                        .isin(slices.toArray())))
                .orElse(all);
        return some.select(columns.select());
    }

    /** Each row as often as it is left over, numbered among those of its key. */
    private Dataset<Row> turns(Dataset<Row> rows, String side) {
        Column turn = row_number()
                .over(Window.partitionBy(numbered("c", columns.pairing().size()))
                        .orderBy(numbered("c", all())));
        return rows.withColumn(SURPLUS, explode(sequence(lit(1L), abs(col(SURPLUS)))))
                .withColumn(SURPLUS, turn)
                .toDF(names(side, side + TURN));
    }

    static Column kind(String what) {
        return col(WHAT).equalTo(what);
    }

    /** A column of the earlier row; the pairing ones come first. */
    static Column before(int i) {
        return col("l" + i);
    }

    /** A column of the later row. */
    static Column after(int i) {
        return col("r" + i);
    }

    private int all() {
        return columns.pairing().size() + columns.compared().size();
    }

    private static Column[] numbered(String side, int columns) {
        return IntStream.range(0, columns).mapToObj(i -> col(side + i)).toArray(Column[]::new);
    }

    private String[] names(String side, String last) {
        return IntStream.rangeClosed(0, all())
                .mapToObj(i -> i < all() ? side + i : last)
                .toArray(String[]::new);
    }
}
