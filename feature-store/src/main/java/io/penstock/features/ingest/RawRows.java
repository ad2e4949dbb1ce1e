package io.penstock.features.ingest;

import io.penstock.base.ColumnType;
import io.penstock.features.Format;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of files of any format as texts, in the form of {@link FeedReader#SCHEMA}. */
final class RawRows {
    private RawRows() {}

    static Dataset<Row> read(
            SparkSession spark,
            List<FeedFile> files,
            Format format,
            Map<String, ColumnType> columns,
            List<String> nulls) {
        List<String> names = List.copyOf(columns.keySet());
        return switch (format) {
            case CSV -> FeedReader.read(spark, files, new ReadSpec(ReadSpec.Syntax.CSV, names, Set.copyOf(nulls)));
            case JSONL ->
                FeedReader.read(spark, files, new ReadSpec(ReadSpec.Syntax.JSON_LINES, names, Set.copyOf(nulls)));
            case PARQUET -> ParquetFiles.read(spark, files, names);
        };
    }
}
