package io.penstock.features.ingest;

import io.penstock.base.UserError;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of one Parquet file of any columns. */
final class SpineParquet {

    private SpineParquet() {}

    static Dataset<Row> read(SparkSession spark, FeedFile file, SpineColumns columns) {
        ParquetFooter footer = ParquetFooter.read(spark, List.of(file)).get(0);
        if (!footer.isReadable()) {
            throw new UserError(file.path() + " cannot be read: " + footer.fault());
        }
        columns.checkNames(footer.columns());
        Dataset<Row> rows = spark.read().parquet(file.uri());
        columns.checkTypes(rows.schema());
        return rows;
    }
}
