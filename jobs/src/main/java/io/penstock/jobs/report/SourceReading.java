package io.penstock.jobs.report;

import io.penstock.features.Feed;
import io.penstock.features.Source;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.lake.SliceRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** A source's ledger: of each batch the newest record of {@code meta/batches} that counts. */
record SourceReading(Lake lake, Tables tables, CheckReading checks) {
    SourceFacts read(Feed feed, Source source) {
        return new SourceFacts(
                source.name(),
                source.about().description().orElse(""),
                tables.version(source.table()),
                batches(feed, source),
                checks.of(source.table()));
    }

    private List<BatchFacts> batches(Feed feed, Source source) {
        Map<String, SliceRecord> published = tables.slices(source.table());
        Map<String, Instant> recorded = new HashMap<>();
        TreeMap<String, BatchFacts> newest = new TreeMap<>();
        for (Row row : lake.readRecords(MetaTable.BATCHES)
                .where(org.apache.spark.sql.functions.col("source").equalTo(source.name()))
                .collectAsList()) {
            BatchFacts batch = batch(row);
            Instant at = row.getAs("recorded_at");
            SliceRecord slice = published.get(batch.batch());
            boolean counts = batch.status().equals("blocked")
                    || slice != null && slice.runId().equals(row.<String>getAs("run_id"));
            if (counts && !recorded.getOrDefault(batch.batch(), Instant.MIN).isAfter(at)) {
                recorded.put(batch.batch(), at);
                newest.put(batch.batch(), batch);
            }
        }
        if (feed.batch().isPresent() && !newest.isEmpty()) {
            missing(newest);
        }
        return new ArrayList<>(newest.values());
    }

    /** A day between the first and the last batch without a record had no file. */
    private static void missing(TreeMap<String, BatchFacts> batches) {
        LocalDate first = LocalDate.parse(batches.firstKey());
        LocalDate last = LocalDate.parse(batches.lastKey());
        first.datesUntil(last)
                .forEach(day -> batches.computeIfAbsent(
                        day.toString(), name -> new BatchFacts(name, "missing", 0, 0, 0, 0, 0)));
    }

    private static BatchFacts batch(Row row) {
        return new BatchFacts(
                row.getAs("batch"),
                row.getAs("status"),
                row.<Long>getAs("rows_read"),
                row.<Long>getAs("rows_good"),
                row.<Long>getAs("rows_quarantined"),
                row.<Long>getAs("rows_filtered"),
                row.<Long>getAs("rows_blocked"));
    }
}
