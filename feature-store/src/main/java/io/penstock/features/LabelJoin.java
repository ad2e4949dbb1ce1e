package io.penstock.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.penstock.validation.ColumnNames;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Joins spine rows with what came true.
 *
 * <p>Of several label rows of one key the one counts that was known last by event + {@code matures_after} and by as-of.
 * Costs one exchange a side.
 */
public final class LabelJoin {

    /** What is to be foretold, a double: 1 and 0 for a boolean; null where it was not known in time. */
    public static final String LABEL = "label";

    private static final String KNOWN = "__label_known";
    private static final String VALID = "__label_valid";

    private LabelJoin() {}

    /**
     * Each spine row once, with {@link #LABEL}.
     *
     * @param spine rows with {@code event_timestamp}, no two with equal key
     * @param key the columns that both sides share
     * @param source the rows of the label's source
     */
    public static Dataset<Row> join(
            Dataset<Row> spine, List<String> key, Dataset<Row> source, Label label, Instant asOf) {
        Column newest = row_number()
                .over(Window.partitionBy(ColumnNames.columns(key))
                        .orderBy(col(VALID).desc_nulls_last(), col(KNOWN).desc_nulls_last()));
        List<String> kept = new ArrayList<>(List.of(spine.columns()));
        kept.add(LABEL);
        return spine.join(labels(source, key, label), sameKey(key), "left")
                .withColumn(VALID, col(KNOWN).leq(due(label, asOf)))
                .withColumn(LABEL, when(col(VALID), col(LABEL)))
                .withColumn("__newest", newest)
                .where(col("__newest").equalTo(1))
                .select(ColumnNames.columns(kept));
    }

    private static Dataset<Row> labels(Dataset<Row> source, List<String> key, Label label) {
        List<Column> columns = new ArrayList<>();
        key.forEach(name -> columns.add(ColumnNames.column(name).as(labelKey(name))));
        columns.add(col("created_timestamp").as(KNOWN));
        columns.add(expr(label.value().text()).cast("double").as(LABEL));
        return source.select(columns.toArray(Column[]::new));
    }

    private static Column sameKey(List<String> key) {
        return key.stream()
                .map(name -> ColumnNames.column(name).equalTo(col(labelKey(name))))
                .reduce(Column::and)
                .orElseThrow();
    }

    private static Column due(Label label, Instant asOf) {
        return least(expr("event_timestamp + " + ModelFrame.interval(label.maturesAfter())), lit(Timestamp.from(asOf)));
    }

    private static String labelKey(String name) {
        return "__label_" + name;
    }
}
