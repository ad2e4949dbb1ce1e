package io.penstock.lake;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.penstock.base.Fault;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads the rows of a small table through Delta's kernel: in the driver, without a Spark job. */
final class KernelRows {
    private KernelRows() {}

    /** All rows, their values as Spark's rows hold them: times of {@code java.time}, lists and maps of Java. */
    static List<Row> read(Engine engine, Snapshot snapshot, RowsByFile known) throws IOException {
        Scan scan = snapshot.getScanBuilder(engine).build();
        io.delta.kernel.data.Row state = scan.getScanState(engine);
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
            while (batches.hasNext()) {
                try (CloseableIterator<io.delta.kernel.data.Row> files =
                        batches.next().getRows()) {
                    while (files.hasNext()) {
                        io.delta.kernel.data.Row file = files.next();
                        String path =
                                InternalScanFileUtils.getAddFileStatus(file).getPath();
                        rows.addAll(known.of(path, () -> readFile(engine, state, file)));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Row> readFile(Engine engine, io.delta.kernel.data.Row state, io.delta.kernel.data.Row file)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(engine, state);
        CloseableIterator<ColumnarBatch> data = engine.getParquetHandler()
                .readParquetFiles(
                        Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                        physical,
                        Optional.empty());
        try (CloseableIterator<FilteredColumnarBatch> batches = Scan.transformPhysicalData(engine, state, file, data)) {
            while (batches.hasNext()) {
                addRows(batches.next(), rows);
            }
        }
        return rows;
    }

    private static void addRows(FilteredColumnarBatch batch, List<Row> rows) {
        ColumnarBatch data = batch.getData();
        for (int row = 0; row < data.getSize(); row++) {
            int at = row;
            if (batch.getSelectionVector().map(kept -> kept.getBoolean(at)).orElse(true)) {
                rows.add(RowFactory.create(IntStream.range(0, data.getSchema().length())
                        .mapToObj(column -> value(data.getColumnVector(column), at))
                        .toArray()));
            }
        }
    }

    private static Object value(ColumnVector column, int row) {
        DataType type = column.getDataType();
        if (column.isNullAt(row)) {
            return null;
        } else if (type instanceof StringType) {
            return column.getString(row);
        } else if (type instanceof LongType) {
            return column.getLong(row);
        } else if (type instanceof TimestampType) {
            return Instant.EPOCH.plus(column.getLong(row), ChronoUnit.MICROS);
        } else if (type instanceof IntegerType) {
            return column.getInt(row);
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay(column.getInt(row));
        } else if (type instanceof DoubleType) {
            return column.getDouble(row);
        } else if (type instanceof BooleanType) {
            return column.getBoolean(row);
        } else if (type instanceof ArrayType) {
            ArrayValue array = column.getArray(row);
            return values(array.getElements(), array.getSize());
        } else if (type instanceof MapType) {
            return map(column.getMap(row));
        } else if (type instanceof StructType struct) {
            return RowFactory.create(IntStream.range(0, struct.length())
                    .mapToObj(child -> value(column.getChild(child), row))
                    .toArray());
        }
        throw new Fault("a record cannot hold a " + type);
    }

    private static Map<Object, Object> map(MapValue map) {
        List<Object> keys = values(map.getKeys(), map.getSize());
        List<Object> values = values(map.getValues(), map.getSize());
        Map<Object, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            result.put(keys.get(i), values.get(i));
        }
        return result;
    }

    private static List<Object> values(ColumnVector column, int size) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            values.add(value(column, row));
        }
        return values;
    }
}
