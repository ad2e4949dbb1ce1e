package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.penstock.base.Json;
import io.penstock.validation.ColumnNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads Parquet files by Spark's own reader into the same rows of texts as {@link FeedReader}: an instant as ISO text with Z,
 * a nested value as JSON, bytes as base64.
 *
 * <p>The facts of a file come from its footer; {@link #reconcile} corrects them by what was really read.
 */
final class ParquetFiles {
    /** Spark writes local files with one slash or three. */
    private static final String LOCAL = "^file:/+";

    private static final String URI_OF_FILE = "__uri";
    private static final StructType FILES = new StructType()
            .add(URI_OF_FILE, StringType)
            .add(FeedReader.BATCH, StringType)
            .add(FeedReader.FILE, StringType);

    private ParquetFiles() {}

    static Dataset<Row> read(SparkSession spark, List<FeedFile> files, List<String> columns) {
        List<ParquetFooter> footers = ParquetFooter.read(spark, files);
        Dataset<Row> all = facts(spark, footers, columns);
        Map<String, List<ParquetFooter>> alike = footers.stream()
                .filter(ParquetFooter::isReadable)
                .collect(Collectors.groupingBy(ParquetFooter::schema, LinkedHashMap::new, Collectors.toList()));
        for (List<ParquetFooter> group : alike.values()) {
            all = all.union(rows(spark, group, columns));
        }
        return all;
    }

    /** Facts that tell of a file fewer rows than its footer: its pages are corrupt. */
    static List<FileFacts> reconcile(List<FileFacts> facts, Map<String, Long> rowsRead) {
        return facts.stream()
                .map(file -> {
                    long read = rowsRead.getOrDefault(file.path(), 0L);
                    String fault = file.fault() == null && read < file.rows()
                            ? "it is corrupt: " + read + " of " + file.rows() + " rows could be read"
                            : file.fault();
                    return new FileFacts(
                            file.batch(),
                            file.path(),
                            read,
                            file.sha256(),
                            fault,
                            file.extraColumns(),
                            file.unseenColumns());
                })
                .toList();
    }

    private static Dataset<Row> facts(SparkSession spark, List<ParquetFooter> footers, List<String> columns) {
        List<Row> rows = footers.stream()
                .map(footer -> RowFactory.create(
                        footer.file().batch(),
                        footer.file().path(),
                        null,
                        null,
                        null,
                        Json.write(facts(footer, columns))))
                .toList();
        return spark.createDataFrame(rows, FeedReader.SCHEMA);
    }

    private static FileFacts facts(ParquetFooter footer, List<String> columns) {
        List<String> missing = columns.stream()
                .filter(column -> !footer.columns().contains(column))
                .toList();
        String fault = footer.isReadable() && !missing.isEmpty()
                ? "column " + String.join(", ", missing) + " is missing; it has " + String.join(", ", footer.columns())
                : footer.fault();
        return new FileFacts(
                footer.file().batch(),
                footer.file().path(),
                footer.rows(),
                footer.file().sha256(),
                fault,
                footer.columns().stream()
                        .filter(column -> !columns.contains(column))
                        .toList(),
                List.of());
    }

    private static Dataset<Row> rows(SparkSession spark, List<ParquetFooter> group, List<String> columns) {
        Dataset<Row> read = spark.read()
                .option("ignoreCorruptFiles", "true")
                .parquet(group.stream().map(footer -> footer.file().uri()).toArray(String[]::new));
        Dataset<Row> named = read.select(
                regexp_replace(col("_metadata.file_path"), LOCAL, "file:/").as("__read_from"),
                col("_metadata.row_index").plus(1).cast(LongType).as(FeedReader.ROW),
                array(texts(read.schema(), columns)).as(FeedReader.VALUES));
        return named.join(
                        broadcast(files(spark, read, group)), col("__read_from").equalTo(col(URI_OF_FILE)))
                .select(
                        col(FeedReader.BATCH),
                        col(FeedReader.FILE),
                        col(FeedReader.ROW),
                        col(FeedReader.VALUES),
                        lit(null).cast(StringType),
                        lit(null).cast(StringType));
    }

    private static Dataset<Row> files(SparkSession spark, Dataset<Row> read, List<ParquetFooter> group) {
        Map<String, FeedFile> byUri =
                group.stream().collect(Collectors.toMap(footer -> footer.file().uri(), ParquetFooter::file));
        List<Row> rows = new ArrayList<>();
        for (String as : read.inputFiles()) {
            FeedFile file = byUri.get(new Path(URI.create(as)).toString());
            rows.add(RowFactory.create(as.replaceFirst(LOCAL, "file:/"), file.batch(), file.path()));
        }
        return spark.createDataFrame(rows, FILES);
    }

    private static Column[] texts(StructType schema, List<String> columns) {
        List<String> present = Arrays.asList(schema.fieldNames());
        List<Column> texts = new ArrayList<>();
        for (String column : columns) {
            texts.add(
                    present.contains(column)
                            ? text(schema.apply(column))
                            : lit(null).cast(StringType));
        }
        Arrays.stream(schema.fields())
                .filter(field -> !columns.contains(field.name()))
                .forEach(field -> texts.add(text(field)));
        return texts.toArray(Column[]::new);
    }

    private static Column text(StructField field) {
        Column value = ColumnNames.column(field.name());
        return switch (field.dataType().typeName()) {
            case "timestamp" -> concat(value.cast(StringType), lit("Z"));
            case "binary" -> base64(value);
            case "struct", "array", "map" -> to_json(value);
            default -> value.cast(StringType);
        };
    }
}
