package io.penstock.features.online;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineTick;
import io.penstock.features.OnlineWritten;
import io.penstock.validation.ColumnNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of a view at a tick, cut into chunks by a hash of the key, on their way to the store: into Redis by the
 * executors, into SQLite by the driver.
 */
public final class OnlineChunks {
    /** Rows handed to a store at once. */
    private static final int BATCH = 8_000;

    private final OnlineSetting setting;
    private final OnlineSchema schema;
    private final JavaRDD<InternalRow> chunks;
    private final ChunkRows packing;

    private OnlineChunks(OnlineSetting setting, OnlineSchema schema, JavaRDD<InternalRow> chunks, ChunkRows packing) {
        this.setting = setting;
        this.schema = schema;
        this.chunks = chunks;
        this.packing = packing;
    }

    /**
     * Cuts the rows.
     *
     * @param rows of the view's table, up to the tick, of its day alone: the last of a key is what the key is at the tick
     */
    public static OnlineChunks of(
            OnlineSetting setting, OnlineSchema schema, Dataset<Row> rows, OnlineTick at, Instant written, int count) {
        requireNonNull(setting, "setting");
        Column[] keys = columns(schema.keys().keySet().stream());
        Column[] newestFirst = Stream.concat(
                        Stream.of(keys), Stream.of(col("event_timestamp").desc()))
                .toArray(Column[]::new);
        Dataset<Row> cut = rows.select(columns(Stream.concat(
                        Stream.concat(schema.keys().keySet().stream(), schema.features().keySet().stream()),
                        Stream.of("event_timestamp"))))
                .repartition(count, keys)
                .sortWithinPartitions(newestFirst);
        return new OnlineChunks(
                setting,
                schema,
                cut.queryExecution().toRdd().toJavaRDD(),
                new ChunkRows(SchemaJson.write(schema), at, written));
    }

    private static Column[] columns(Stream<String> names) {
        return ColumnNames.columns(names.toList());
    }

    /**
     * Puts some chunks online, as many at the same time as there are cores; so no more of them than that are in memory.
     *
     * @param store the driver's own connection to the store of the setting
     * @param done told of the chunks that are in the store, while others are left
     */
    public void put(List<Long> wanted, OnlineStore store, Consumer<Map<Long, OnlineWritten>> done) {
        int wave = Math.max(1, chunks.context().defaultParallelism());
        for (int from = 0; from < wanted.size(); from += wave) {
            List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + wave));
            done.accept(
                    setting instanceof OnlineSetting.Sqlite
                            ? putByDriver(some, (PackedStore) store)
                            : putByExecutors(some));
        }
    }

    private Map<Long, OnlineWritten> putByDriver(List<Long> some, PackedStore store) {
        Map<Long, OnlineWritten> written = new TreeMap<>();
        List<List<Packed>> rows = collect(packed(), some);
        for (int i = 0; i < some.size(); i++) {
            written.put(some.get(i), store.put(schema.view(), rows.get(i)));
        }
        return written;
    }

    private Map<Long, OnlineWritten> putByExecutors(List<Long> some) {
        OnlineSetting target = setting;
        String view = schema.view();
        ChunkRows rows = packing;
        Map<Long, OnlineWritten> written = new TreeMap<>();
        List<List<OnlineWritten>> counts =
                collect(chunks.mapPartitions(each -> write(target, view, rows.newest(each))), some);
        for (int i = 0; i < some.size(); i++) {
            written.put(some.get(i), counts.get(i).get(0));
        }
        return written;
    }

    JavaRDD<Packed> packed() {
        return chunks.mapPartitions(packing::newest);
    }

    /** What some partitions hold; throws what a task said, out of what Spark wraps it in. */
    private static <T> List<List<T>> collect(JavaRDD<T> rows, List<Long> some) {
        try {
            return List.of(rows.collectPartitions(
                    some.stream().mapToInt(Long::intValue).toArray()));
        } catch (Exception failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof PenstockException said) {
                    throw said;
                }
            }
            throw new Fault("cannot put chunks online: " + failure.getMessage(), failure);
        }
    }

    /** Writes a chunk in an executor, over a connection of its own. */
    private static Iterator<OnlineWritten> write(OnlineSetting target, String view, Iterator<Packed> rows) {
        OnlineWritten all = OnlineWritten.NONE;
        try (PackedStore store = OnlineStores.packed(target)) {
            List<Packed> batch = new ArrayList<>(BATCH);
            while (rows.hasNext()) {
                batch.add(rows.next());
                if (batch.size() == BATCH || !rows.hasNext()) {
                    all = all.and(store.put(view, batch));
                    batch.clear();
                }
            }
        }
        return List.of(all).iterator();
    }
}
