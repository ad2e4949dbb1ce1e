package io.penstock.lake;

import io.delta.kernel.Scan;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The files of one version of a table, as Delta's kernel lists them: in the driver, without a Spark job.
 *
 * @param schema the table's columns
 * @param partition the names of those that its files are parted by
 * @param isPlain whether a file's rows are the table's: no deletion vectors, no renamed columns
 */
record PinnedFiles(StructType schema, List<String> partition, boolean isPlain, List<PinnedFile> files) {

    /** A file and the texts of the partition columns that it belongs to. */
    record PinnedFile(FileStatus status, Map<String, String> slice) {}

    /** The slices that the files belong to. */
    Set<String> slices() {
        return files.stream()
                .map(file -> partition.isEmpty()
                        ? Layout.WHOLE
                        : String.valueOf(file.slice().get(partition.get(0))))
                .collect(Collectors.toSet());
    }

    /** What the version holds. */
    static PinnedFiles list(Configuration configuration, String table, long version) throws IOException {
        Engine engine = DefaultEngine.create(configuration);
        SnapshotImpl snapshot = (SnapshotImpl) Table.forPath(engine, table).getSnapshotAsOfVersion(engine, version);
        return new PinnedFiles(
                (StructType) DataType.fromJson(snapshot.getMetadata().getSchemaString()),
                snapshot.getPartitionColumnNames(engine),
                snapshot.getProtocol().getMinReaderVersion() == 1,
                files(engine, snapshot.getScanBuilder(engine).build()));
    }

    private static List<PinnedFile> files(Engine engine, Scan scan) throws IOException {
        List<PinnedFile> files = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    rows.forEachRemaining(row -> files.add(file(row)));
                }
            }
        }
        return List.copyOf(files);
    }

    private static PinnedFile file(Row row) {
        var added = InternalScanFileUtils.getAddFileStatus(row);
        return new PinnedFile(
                new FileStatus(added.getSize(), false, 0, 0, added.getModificationTime(), new Path(added.getPath())),
                InternalScanFileUtils.getPartitionValues(row));
    }
}
