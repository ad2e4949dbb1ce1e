package io.penstock.features.online;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.base.Together;
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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of a view at a tick, cut into chunks that are the same whenever the slice is read, on their way to the store.
 *
 * <p>Into Redis the executors put them, each chunk the keys of one hash. Into SQLite the driver puts them, each chunk so
 * many keys that follow each other: then a page of the file is written once and not once a chunk.
 */
public final class OnlineChunks {
    /** Rows handed to a store at once. */
    private static final int BATCH = 8_000;

    private final OnlineSetting setting;
    private final OnlineSchema schema;
    private final long size;
    private final JavaRDD<InternalRow> parts;
    private final ChunkRows packing;

    private OnlineChunks(
            OnlineSetting setting, OnlineSchema schema, long size, JavaRDD<InternalRow> parts, ChunkRows packing) {
        this.setting = setting;
        this.schema = schema;
        this.size = size;
        this.parts = parts;
        this.packing = packing;
    }

    /**
     * Cuts the rows.
     *
     * @param rows of the view's table, up to the tick, of its day alone: the last of a key is what the key is at the tick
     * @param count of chunks; times the size, it is more than there are rows
     * @param size keys that a chunk in the order of keys holds
     */
    public static OnlineChunks of(
            OnlineSetting setting,
            OnlineSchema schema,
            Dataset<Row> rows,
            OnlineTick at,
            Instant written,
            int count,
            long size) {
        requireNonNull(setting, "setting");
        Column[] keys = columns(schema.keys().keySet().stream());
        Column[] newestFirst = Stream.concat(
                        Stream.of(keys), Stream.of(col("event_timestamp").desc()))
                .toArray(Column[]::new);
        Dataset<Row> needed = rows.select(columns(Stream.concat(
                Stream.concat(schema.keys().keySet().stream(), schema.features().keySet().stream()),
                Stream.of("event_timestamp"))));
        Dataset<Row> cut = byDriver(setting) ? needed.repartitionByRange(count, keys) : needed.repartition(count, keys);
        return new OnlineChunks(
                setting,
                schema,
                size,
                cut.sortWithinPartitions(newestFirst).queryExecution().toRdd().toJavaRDD(),
                new ChunkRows(SchemaJson.write(schema), at, written));
    }

    private static Column[] columns(Stream<String> names) {
        return ColumnNames.columns(names.toList());
    }

    private static boolean byDriver(OnlineSetting setting) {
        return setting instanceof OnlineSetting.Sqlite;
    }

    /**
     * Puts some chunks online, as many at the same time as there are cores, so few of them are in memory.
     *
     * @param store the driver's own connection to the store of the setting
     * @param done told of the chunks that are in the store, while others are left
     */
    public void put(List<Long> wanted, OnlineStore store, Consumer<Map<Long, OnlineWritten>> done) {
        if (byDriver(setting)) {
            PackedStore own = (PackedStore) store;
            putByDriver(new ChunksInOrder(size, wanted, rows -> own.put(schema.view(), rows), done));
            return;
        }
        int wave = wave();
        for (int from = 0; from < wanted.size(); from += wave) {
            done.accept(putByExecutors(wanted.subList(from, Math.min(wanted.size(), from + wave))));
        }
    }

    private int wave() {
        return Math.max(1, parts.context().defaultParallelism());
    }

    /** While some parts are written, the next are read. */
    private void putByDriver(ChunksInOrder chunks) {
        int wave = wave();
        List<Packed> rows = read(0, wave);
        for (int next = wave; next < parts.getNumPartitions(); next += wave) {
            List<Packed> now = rows;
            int from = next;
            rows = Together.both(() -> chunks.add(now), () -> read(from, from + wave), (added, read) -> read);
        }
        chunks.add(rows);
        chunks.end();
    }

    private List<Packed> read(int from, int until) {
        List<Long> some = LongStream.range(from, Math.min(until, parts.getNumPartitions()))
                .boxed()
                .toList();
        return collect(pages(), some).stream()
                .flatMap(List::stream)
                .map(PackedPage::rows)
                .flatMap(List::stream)
                .toList();
    }

    private Map<Long, OnlineWritten> putByExecutors(List<Long> some) {
        OnlineSetting target = setting;
        String view = schema.view();
        ChunkRows rows = packing;
        Map<Long, OnlineWritten> written = new TreeMap<>();
        List<List<OnlineWritten>> counts =
                collect(parts.mapPartitions(each -> write(target, view, rows.newest(each))), some);
        for (int i = 0; i < some.size(); i++) {
            written.put(some.get(i), counts.get(i).get(0));
        }
        return written;
    }

    JavaRDD<byte[]> pages() {
        ChunkRows rows = packing;
        return parts.mapPartitions(each -> PackedPage.pages(rows.newest(each)));
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
