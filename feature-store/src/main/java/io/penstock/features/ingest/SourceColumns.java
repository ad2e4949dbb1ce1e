package io.penstock.features.ingest;

import io.penstock.base.UserError;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a source's table, before any of its files was read. */
public final class SourceColumns {
    private SourceColumns() {}

    /**
     * The source's columns and the rest of its feed's key, then {@code event_timestamp}, {@code created_timestamp}, {@code
     * batch}, {@code file} and {@code row_number}.
     *
     * @throws UserError if an expression of the feed cannot be computed from its columns
     */
    public static StructType of(SparkSession spark, Feed feed, Source source) {
        StructType known = Dependencies.of(spark, feed).schema();
        StructType columns = new StructType();
        for (String name : SourcePlan.tableColumns(feed, source)) {
            columns = columns.add(
                    switch (name) {
                        case SourcePlan.EVENT, SourcePlan.CREATED -> column(name, DataTypes.TimestampType);
                        case SourcePlan.BATCH, SourcePlan.FILE -> column(name, DataTypes.StringType);
                        case SourcePlan.ROW_NUMBER -> column(name, DataTypes.LongType);
                        default -> known.apply(name);
                    });
        }
        return columns;
    }

    private static StructField column(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }
}
