package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Sql;
import io.penstock.features.Feed;
import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a feed as its sources see them: columns typed, lookups joined, {@code let} and {@code select} computed.
 *
 * <p>What cannot be read or computed is null in the row and told in {@link Fields#FAULTS} under its column's name; it never
 * ends the job. Each source takes from the faults what its own columns need.
 */
final class FeedRows {
    private static final String ATTEMPT = "__attempt_";
    private static final String COMPUTED = "__computed_faults";
    static final String EXPRESSION = "expression";

    private FeedRows() {}

    static Dataset<Row> typed(Dataset<Row> raw, Feed feed, List<LookupTable> lookups, Dependencies dependencies) {
        Dataset<Row> rows = Fields.typed(raw, feed.columns(), feed.timezone());
        for (LookupTable lookup : lookups) {
            rows = lookup.join(rows);
        }
        Map<String, Sql> computed = new LinkedHashMap<>(feed.let());
        computed.putAll(feed.select());
        for (List<String> step : dependencies.steps(computed.keySet())) {
            rows = added(
                    rows,
                    step,
                    name -> ATTEMPT + name,
                    name -> Attempt.of(expr(computed.get(name).text())));
            rows = added(rows, step, name -> name, name -> Attempt.value(attempt(name)));
        }
        return withFaults(rows, computed)
                .drop(computed.keySet().stream().map(name -> ATTEMPT + name).toArray(String[]::new))
                .drop(feed.let().keySet().toArray(String[]::new));
    }

    private static Dataset<Row> added(
            Dataset<Row> rows, List<String> names, UnaryOperator<String> as, Function<String, Column> column) {
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        names.forEach(name -> columns.add(column.apply(name).as(as.apply(name))));
        return rows.select(columns.toArray(Column[]::new));
    }

    private static Dataset<Row> withFaults(Dataset<Row> rows, Map<String, Sql> computed) {
        if (computed.isEmpty()) {
            return rows;
        }
        List<Fields.Fault> faults = new ArrayList<>();
        computed.forEach((name, sql) -> faults.add(new Fields.Fault(
                EXPRESSION, name, Attempt.failed(attempt(name)), lit("cannot be computed here: " + sql.text()))));
        Column both = when(col(Fields.FAULTS).isNull(), col(COMPUTED))
                .when(col(COMPUTED).isNull(), col(Fields.FAULTS))
                .otherwise(concat(col(Fields.FAULTS), col(COMPUTED)));
        return rows.withColumn(COMPUTED, Fields.Fault.gathered(faults))
                .withColumn(Fields.FAULTS, both)
                .drop(COMPUTED);
    }

    private static Column attempt(String name) {
        return ColumnNames.column(ATTEMPT + name);
    }
}
