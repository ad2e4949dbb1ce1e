package io.penstock.validation;

import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.DateFormatter;
import org.apache.spark.sql.catalyst.util.DateFormatter$;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The slices of rows that come one after another, as the text that Spark writes for the slice column; null where that is null.
 * A day becomes text once for each run of rows of that day.
 */
final class SliceNames implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final boolean days;
    private transient DateFormatter formatter;
    private boolean started;
    private int day;
    private UTF8String text;
    private String name;

    private SliceNames(int at, boolean days) {
        this.at = at;
        this.days = days;
    }

    /** The slice of a row as text. */
    static Column text(Optional<String> sliceColumn) {
        return sliceColumn.map(name -> ColumnNames.column(name).cast("string")).orElseGet(() -> lit(Candidate.ALL));
    }

    /** Adds what names need to the columns to be selected from rows. */
    static SliceNames addTo(List<Column> projection, Dataset<Row> rows, Optional<String> sliceColumn) {
        Optional<Column> day = sliceColumn
                .map(name -> ColumnNames.column(name))
                .filter(column -> rows.select(column).schema().fields()[0].dataType() == DataTypes.DateType);
        projection.add(day.orElseGet(() -> text(sliceColumn)).as("slice"));
        return new SliceNames(projection.size() - 1, day.isPresent());
    }

    /** The same for other rows, none of them seen. */
    SliceNames again() {
        return new SliceNames(at, days);
    }

    /** Goes on to a row; whether its slice is another than that of the row before. */
    boolean turnsAt(InternalRow row) {
        boolean none = row.isNullAt(at);
        if (started && (none ? name == null : name != null && isSame(row))) {
            return false;
        }
        started = true;
        name = none ? null : read(row);
        return true;
    }

    private boolean isSame(InternalRow row) {
        return days ? row.getInt(at) == day : row.getUTF8String(at).equals(text);
    }

    private String read(InternalRow row) {
        if (!days) {
            text = row.getUTF8String(at).copy();
            return text.toString();
        }
        day = row.getInt(at);
        if (formatter == null) {
            formatter = DateFormatter$.MODULE$.apply();
        }
        return formatter.format(day);
    }

    /** The slice of the row it went on to. */
    String name() {
        return name;
    }
}
