package io.penstock.lake;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import org.apache.spark.sql.types.StructType;

/** The refused rows of a source: table {@code quarantine/<source>}, replaced batch by batch. */
public final class Quarantine {

    /** The column that cuts the table into slices. */
    public static final String PARTITION = "batch";

    /** Why a row was refused: one entry a failed check. */
    public static final StructType REASON = new StructType()
            .add("check_name", StringType)
            .add("column_name", StringType)
            .add("message", StringType);

    /** The columns, {@code raw} being the refused row as JSON. */
    public static final StructType SCHEMA = new StructType()
            .add("raw", StringType)
            .add("reasons", createArrayType(REASON))
            .add("batch", StringType)
            .add("file", StringType)
            .add("row_number", LongType)
            .add("run_id", StringType)
            .add("suite_fingerprint", StringType);

    private Quarantine() {}

    /** The table of a source's refused rows. */
    public static String table(String source) {
        return TableName.of("quarantine/" + source).value();
    }
}
