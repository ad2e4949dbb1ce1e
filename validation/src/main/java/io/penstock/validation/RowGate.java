package io.penstock.validation;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The row checks of a suite, compiled against a schema. */
public final class RowGate {
    /** Bit mask of the failed row checks of severity error; 0: the row is good. */
    public static final String REFUSED = "__refused";

    /** Bit mask of the failed row checks of severity warn. */
    public static final String WARNED = "__warned";

    private RowGate() {}

    public static RowGate compile(CheckSuite suite, StructType schema) {
        throw new UnsupportedOperationException();
    }

    /** The row checks that are broken, as {@code not_evaluated} results of a slice. */
    public List<CheckResult> broken(String slice) {
        throw new UnsupportedOperationException();
    }

    /** Adds {@link #REFUSED} and {@link #WARNED}. */
    public Dataset<Row> mark(Dataset<Row> rows) {
        throw new UnsupportedOperationException();
    }

    /** The reasons of a mask: array of struct (check_name, column_name, message); empty where the mask is 0. */
    public Column reasons(Column mask) {
        throw new UnsupportedOperationException();
    }

    /** One grouped aggregate over marked rows: every row check in every expected slice. */
    public List<CheckResult> measure(Dataset<Row> marked, String sliceColumn, List<String> slices) {
        throw new UnsupportedOperationException();
    }
}
