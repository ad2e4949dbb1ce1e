package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.TableVersion;
import io.penstock.features.Source;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.lake.SliceRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What became of each batch of some sources last time: the newest record of {@code meta/batches} that counts.
 *
 * <p>A record of a published batch counts if its run is the one that the source's table names for that batch; one of a
 * blocked batch always does.
 */
final class Ledger {
    /** @param files path to sha256 */
    record Entry(
            BatchStatus status,
            Map<String, String> files,
            String definitionHash,
            Counts counts,
            String runId,
            Instant recordedAt) {}

    private final Map<String, Map<String, Entry>> newest = new HashMap<>();

    private Ledger() {}

    static Ledger read(Lake lake, List<Source> sources) {
        Map<String, Map<String, SliceRecord>> published = new HashMap<>();
        for (Source source : sources) {
            Optional<TableVersion> version = lake.latest(source.table());
            published.put(source.name(), version.map(lake::slices).orElse(Map.of()));
        }
        Ledger ledger = new Ledger();
        lake.readRecords(MetaTable.BATCHES)
                .filter(col("source").isin(published.keySet().toArray()))
                .collectAsList()
                .forEach(row -> ledger.add(row, published.get(row.<String>getAs("source"))));
        return ledger;
    }

    Optional<Entry> newest(Source source, String batch) {
        return Optional.ofNullable(newest.getOrDefault(source.name(), Map.of()).get(batch));
    }

    private void add(Row row, Map<String, SliceRecord> published) {
        Entry entry = entry(row);
        String batch = row.getAs("batch");
        SliceRecord slice = published.get(batch);
        boolean counts = entry.status() == BatchStatus.BLOCKED
                || slice != null && slice.runId().equals(entry.runId());
        if (counts) {
            newest.computeIfAbsent(row.getAs("source"), source -> new HashMap<>())
                    .merge(batch, entry, (a, b) -> a.recordedAt().isAfter(b.recordedAt()) ? a : b);
        }
    }

    private static Entry entry(Row row) {
        Map<String, String> files = new HashMap<>();
        for (Row file : row.<Row>getList(row.fieldIndex("files"))) {
            files.put(file.getAs("path"), file.getAs("sha256"));
        }
        Counts counts = new Counts(
                row.<Long>getAs("rows_read"),
                row.<Long>getAs("rows_good"),
                row.<Long>getAs("rows_quarantined"),
                row.<Long>getAs("rows_filtered"),
                row.<Long>getAs("rows_blocked"));
        return new Entry(
                row.<String>getAs("status").equals(BatchStatus.OK.sqlName()) ? BatchStatus.OK : BatchStatus.BLOCKED,
                files,
                row.getAs("definition_hash"),
                counts,
                row.getAs("run_id"),
                Instants.of(row.getAs("recorded_at")));
    }
}
