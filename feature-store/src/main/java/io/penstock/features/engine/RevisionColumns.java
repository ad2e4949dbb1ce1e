package io.penstock.features.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Where a row of a source came from; settles which of two rows with the same times is the newer one. */
final class RevisionColumns {
    static final int FIELDS = 3;

    private RevisionColumns() {}

    /** Batch label, digest of the file name, row number: as far as the source has them, else the same for all rows. */
    static List<Column> of(String[] columns) {
        Set<String> present = Set.copyOf(Arrays.asList(columns));
        return List.of(
                present.contains("batch")
                        ? functions.coalesce(functions.col("batch").cast(DataTypes.StringType), functions.lit(""))
                        : functions.lit(""),
                present.contains("file") ? functions.xxhash64(functions.col("file")) : functions.lit(0L),
                present.contains("row_number")
                        ? functions.coalesce(functions.col("row_number").cast(DataTypes.LongType), functions.lit(0L))
                        : functions.lit(0L));
    }

    static int compare(InternalRow a, InternalRow b) {
        UTF8String batch = a.getUTF8String(0);
        int order = batch.compareTo(b.getUTF8String(0));
        for (int i = 1; order == 0 && i < FIELDS; i++) {
            order = Long.compare(a.getLong(i), b.getLong(i));
        }
        return order;
    }
}
