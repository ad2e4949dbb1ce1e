package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.ColumnType;
import io.penstock.validation.ColumnNames;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Declared columns of texts read as their types.
 *
 * <p>Adds each column under its name, and {@link #FAULTS}: what could not be read, as an array of (check_name, column_name,
 * message), null in nearly all rows.
 */
final class Fields {
    static final String FAULTS = "__faults";
    static final String TYPE = "type";

    private static final String TEXTS = "__texts";
    private static final int SHOWN = 100;

    private Fields() {}

    static Dataset<Row> typed(Dataset<Row> raw, Map<String, ColumnType> columns, ZoneId zone) {
        List<Column> selected = new ArrayList<>(List.of(col("*")));
        List<Fault> faults = new ArrayList<>();
        for (Map.Entry<String, ColumnType> column : columns.entrySet()) {
            String text = "get(" + TEXTS + ", " + faults.size() + ")";
            selected.add(TextCast.cast(text, column.getValue(), zone).as(column.getKey()));
            faults.add(fault(text, column.getKey(), column.getValue()));
        }
        return raw.withColumn(TEXTS, when(col(FeedReader.MALFORMED).isNull(), col(FeedReader.VALUES)))
                .select(selected.toArray(Column[]::new))
                .withColumn(FAULTS, Fault.gathered(faults))
                .drop(TEXTS);
    }

    private static Fault fault(String text, String column, ColumnType type) {
        Column given = expr(text);
        Column failed = given.isNotNull().and(ColumnNames.column(column).isNull());
        Column message = concat(lit("'"), substring(given, 1, SHOWN), lit("' is not of type " + type.name()));
        return new Fault(TYPE, column, failed, message);
    }

    /** Something that may be wrong with a column of a row. */
    record Fault(String check, String column, Column failed, Column message) {
        /** Those that hold, as an array; null if none does. */
        static Column gathered(List<Fault> faults) {
            Column[] each = faults.stream()
                    .map(fault -> when(
                            fault.failed(),
                            struct(
                                    lit(fault.check()).as("check_name"),
                                    lit(fault.column()).as("column_name"),
                                    fault.message().as("message"))))
                    .toArray(Column[]::new);
            Column any = faults.stream().map(Fault::failed).reduce(lit(false), Column::or);
            return when(any, array_compact(array(each)));
        }
    }
}
