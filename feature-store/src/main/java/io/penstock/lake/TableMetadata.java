package io.penstock.lake;

import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.SnapshotDescriptor;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/** What Delta keeps of a table beside its files: columns, partition, properties. */
final class TableMetadata {

    private static final Map<String, String> PROPERTIES = Map.of(
            "delta.deletedFileRetentionDuration", "interval 3650 days",
            "delta.logRetentionDuration", "interval 3650 days",
            "delta.checkpointInterval", "10",
            // A file is a slice, found by its partition: ranges of its other columns would never spare one.
            "delta.dataSkippingNumIndexedCols", "0",
            "penstock.schema_version", "1");

    private TableMetadata() {}

    /** That of a new table. */
    static Metadata of(Layout layout) {
        return new Metadata(
                UUID.randomUUID().toString(),
                null,
                null,
                new Format("parquet", Map$.MODULE$.empty()),
                layout.schema().json(),
                JavaConverters.asScalaBuffer(layout.partition().stream().toList())
                        .toList(),
                scalaMap(PROPERTIES),
                Option.apply(System.currentTimeMillis()));
    }

    /** The same with other columns. */
    static Metadata withSchema(Metadata metadata, StructType schema) {
        return new Metadata(
                metadata.id(),
                metadata.name(),
                metadata.description(),
                metadata.format(),
                schema.json(),
                metadata.partitionColumns(),
                metadata.configuration(),
                metadata.createdTime());
    }

    private static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
        scala.collection.immutable.Map<String, String> result = Map$.MODULE$.empty();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            result = result.updated(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** A table as a transaction will leave it: what Delta needs to read files that no version holds yet. */
    record Described(DeltaLog deltaLog, long version, Metadata metadata, Protocol protocol)
            implements SnapshotDescriptor {

        @Override
        public StructType schema() {
            return metadata.schema();
        }

        @Override
        public Option<Object> numOfFilesIfKnown() {
            return Option.empty();
        }

        @Override
        public Option<Object> sizeInBytesIfKnown() {
            return Option.empty();
        }
    }
}
