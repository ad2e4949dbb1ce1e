package io.penstock.features.engine;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import io.penstock.validation.ColumnNames;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** Columns by name, whatever characters are in it. */
final class Columns {
    private Columns() {}

    /** The type of a column that must be there; {@code where} begins the text of the error. */
    static DataType typeOf(Dataset<Row> rows, String name, String where) {
        List<String> columns = Arrays.asList(rows.columns());
        if (!columns.contains(name)) {
            throw new UserError(where + ": there is no column " + name + Nearest.hint(name, columns));
        }
        return rows.schema().apply(name).dataType();
    }

    static Column micros(String name) {
        return functions.unix_micros(ColumnNames.column(name));
    }
}
