package io.penstock.features;

import io.penstock.base.Run;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What {@code meta/online} says of one tick of a view in one store: which chunks are done. */
final class OnlineLedger {
    private static final int VIEW = 0;
    private static final int TICK = 1;
    private static final int TABLE_VERSION = 2;
    private static final int DEFINITION = 3;
    private static final int CHUNK = 4;
    private static final int CHUNKS = 8;
    private static final int STORE = 9;

    private final Lake lake;
    private final OnlineSchema schema;
    private final OnlineTick at;
    private final long chunks;
    private final String store;

    OnlineLedger(Lake lake, OnlineSchema schema, OnlineTick at, long chunks, String store) {
        this.lake = lake;
        this.schema = schema;
        this.at = at;
        this.chunks = chunks;
        this.store = store;
    }

    /** How many chunks there are; the number past the last names the sweep of vanished keys. */
    long chunks() {
        return chunks;
    }

    /** The chunks that are in the store, whoever put them there. Read without a Spark job. */
    Set<Long> done() {
        Set<Long> done = new TreeSet<>();
        lake.decide(MetaTable.ONLINE, there -> {
            done.clear();
            done.addAll(ours(there));
            return List.of();
        });
        return done;
    }

    /** Says that chunks are done; those that another run has recorded meanwhile are left as they are. */
    void record(Map<Long, OnlineWritten> done, Run run) {
        Map<Long, Row> rows = new TreeMap<>();
        done.forEach((chunk, rowsOf) -> rows.put(chunk, row(chunk, rowsOf, run)));
        lake.decide(MetaTable.ONLINE, there -> {
            Set<Long> taken = ours(there);
            return rows.entrySet().stream()
                    .filter(row -> !taken.contains(row.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        });
    }

    private Set<Long> ours(List<Row> rows) {
        return rows.stream().filter(this::isOurs).map(row -> row.getLong(CHUNK)).collect(Collectors.toSet());
    }

    private Row row(long chunk, OnlineWritten done, Run run) {
        return RowFactory.create(
                schema.view(),
                at.tick(),
                at.tableVersion(),
                schema.definitionHash(),
                chunk,
                done.written(),
                done.kept(),
                run.id().value(),
                chunks,
                store);
    }

    private boolean isOurs(Row row) {
        return schema.view().equals(row.get(VIEW))
                && at.tick().equals(row.get(TICK))
                && row.getLong(TABLE_VERSION) == at.tableVersion()
                && schema.definitionHash().equals(row.get(DEFINITION))
                && row.getLong(CHUNKS) == chunks
                && store.equals(row.get(STORE));
    }
}
