package io.penstock.validation;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The distribution of a table's columns at a moment, kept as the reference that later data are compared with: frozen
 * bins, counts in them in all and per day, moments. Holds no rows.
 *
 * @param schemaVersion of the stored form
 * @param rows of the reference
 * @param columns in the order they were asked for
 */
public record Profile(int schemaVersion, long rows, List<ColumnProfile> columns) {
    public Profile {
        columns = List.copyOf(columns);
    }

    /** Profiles columns; the day column is a date or a timestamp (then its UTC day). */
    public static Profile of(Dataset<Row> rows, List<String> columns, String dayColumn) {
        throw new UnsupportedOperationException();
    }

    /** The profile of a column. */
    public ColumnProfile column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Fault("the profile has no column " + name));
    }

    /** Canonical JSON: equal profiles give equal text. */
    public String toJson() {
        return Json.write(this);
    }

    public static Profile fromJson(String text) {
        return Json.read(text, Profile.class);
    }
}
