package io.penstock.validation;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;

/** Columns by exactly their name: dots, spaces, back ticks and key words are part of it. */
public final class ColumnNames {
    private ColumnNames() {}

    /** The name as Spark's SQL reads it. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The column of a name. */
    public static Column column(String name) {
        return col(quoted(name));
    }

    /** The columns of names, in their order. */
    public static Column[] columns(List<String> names) {
        return names.stream().map(ColumnNames::column).toArray(Column[]::new);
    }
}
