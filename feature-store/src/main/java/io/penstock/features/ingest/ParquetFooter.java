package io.penstock.features.ingest;

import io.penstock.base.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.SparkSession;

/**
 * What the footer of a Parquet file says.
 *
 * @param schema equal text, equal columns and types; empty if it cannot be read
 * @param fault why the footer cannot be read, or null
 */
record ParquetFooter(FeedFile file, String schema, List<String> columns, long rows, String fault) {

    /** The footers, read by threads of the driver. */
    static List<ParquetFooter> read(SparkSession spark, List<FeedFile> files) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        return Parallel.each(files, file -> read(file, hadoop));
    }

    boolean isReadable() {
        return fault == null;
    }

    private static ParquetFooter read(FeedFile file, Configuration hadoop) {
        if (file.bytes() == 0) {
            return broken(file, "it has 0 bytes");
        }
        Path at = new Path(file.uri());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(at, hadoop))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<String> columns =
                    schema.getFields().stream().map(Type::getName).toList();
            Optional<String> unread = schema.getFields().stream()
                    .flatMap(field -> unread(field.getName(), field))
                    .findFirst();
            return unread.isPresent()
                    ? broken(file, unread.get())
                    : new ParquetFooter(file, schema.toString(), columns, reader.getRecordCount(), null);
        } catch (FileNotFoundException e) {
            throw Fault.worthRetrying("file " + file.path() + " vanished while it was read", e);
        } catch (IOException | RuntimeException e) {
            return broken(file, "it is no Parquet file, or cut off or corrupt: " + e.getMessage());
        }
    }

    /** The types that Spark has no value for, such as the nanoseconds in which pandas writes times. */
    private static Stream<String> unread(String column, Type type) {
        if (!type.isPrimitive()) {
            return type.asGroupType().getFields().stream().flatMap(field -> unread(column, field));
        }
        LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
        boolean nanos = kind instanceof TimestampLogicalTypeAnnotation at && at.getUnit() == TimeUnit.NANOS;
        boolean other = kind instanceof TimeLogicalTypeAnnotation || kind instanceof IntervalLogicalTypeAnnotation;
        return nanos || other
                ? Stream.of("column " + column + " is " + kind + ", which Spark cannot read; write it "
                        + (nanos ? "in microseconds: TIMESTAMP(MICROS,true)" : "as a number or a text"))
                : Stream.of();
    }

    private static ParquetFooter broken(FeedFile file, String fault) {
        return new ParquetFooter(file, "", List.of(), 0, fault);
    }
}
