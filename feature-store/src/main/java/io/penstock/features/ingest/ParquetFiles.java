package io.penstock.features.ingest;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

final class ParquetFiles {
    private ParquetFiles() {}

    static Dataset<Row> read(SparkSession spark, List<FeedFile> files, List<String> columns) {
        throw new UnsupportedOperationException();
    }
}
