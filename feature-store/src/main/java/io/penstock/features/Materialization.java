package io.penstock.features;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.KillPoint;
import io.penstock.base.Run;
import io.penstock.base.Verdict;
import io.penstock.features.online.OnlineChunks;
import io.penstock.lake.Lake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts the newest published tick of a view online, in chunks that {@code meta/online} records: after a kill the next run
 * does what is left, and a run for a tick that is completely online writes nothing.
 *
 * <p>Every key of the view gets a row of that tick, whether it changed there or not, so that a slice that was built anew
 * replaces what was online of it. Keys that have vanished become tombstones when all chunks are done.
 */
public final class Materialization {
    /** Rows of the table in a chunk. */
    private static final long CHUNK_ROWS = 50_000;

    private final Lake lake;
    private final Catalog catalog;
    private final OnlineSetting setting;
    private final long chunkRows;

    public Materialization(Lake lake, Catalog catalog, OnlineSetting setting) {
        this(lake, catalog, setting, CHUNK_ROWS);
    }

    Materialization(Lake lake, Catalog catalog, OnlineSetting setting, long chunkRows) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.setting = requireNonNull(setting, "setting");
        this.chunkRows = chunkRows;
    }

    /**
     * Puts online what the view's newest tick by the end of a day says of every key.
     *
     * @return counts {@code written}, {@code kept} and {@code tombstones}; blocked if nothing was published by then or under
     *     another definition; nothing to do if that tick or a newer one is online
     */
    public BuildOutcome run(FeatureView view, LocalDate date, Run run) {
        Optional<OnlineSlice> newest = OnlineSlice.newest(lake, view, date);
        if (newest.isEmpty()) {
            return BuildOutcome.incomplete(
                    product(view),
                    List.of(new MissingInput(view.table(), date.toString(), "nothing published by then")));
        }
        OnlineSlice slice = newest.get();
        if (!slice.slice().definitionHash().equals(view.definitionHash())) {
            return BuildOutcome.incomplete(
                    product(view),
                    List.of(new MissingInput(view.table(), slice.slice().slice(), "built under another definition")));
        }
        try (OnlineStore store = OnlineStore.open(setting)) {
            return put(slice, store, run);
        }
    }

    private BuildOutcome put(OnlineSlice slice, OnlineStore store, Run run) {
        Dataset<Row> table = lake.read(slice.version());
        OnlineSchema schema = slice.schema(catalog.entity(slice.view()), table.schema());
        Optional<OnlineTick> online = store.view(schema.view()).map(OnlineView::newest);
        int newer = online.map(tick -> tick.compareTo(slice.at())).orElse(-1);
        if (newer > 0) {
            return nothing(
                    slice, List.of("a newer tick is online: " + online.get().tick()));
        }
        long chunks = 1 + slice.slice().rows() / chunkRows;
        OnlineLedger ledger = new OnlineLedger(lake, schema, slice.at(), chunks, store.id());
        Set<Long> done = ledger.done();
        boolean recorded = done.contains(chunks);
        if (recorded && newer == 0) {
            return nothing(slice, List.of());
        }
        // All is recorded, yet the store does not know: it was set back, so all is put there again.
        List<Long> left = LongStream.range(0, chunks)
                .filter(chunk -> recorded || !done.contains(chunk))
                .boxed()
                .toList();
        store.declare(schema);
        return finish(slice, store, schema, ledger, chunks(slice, table, schema, store, ledger, left, run), run);
    }

    /** Chunks are recorded when they are done, while others are under way. */
    private OnlineWritten chunks(
            OnlineSlice slice,
            Dataset<Row> table,
            OnlineSchema schema,
            OnlineStore store,
            OnlineLedger ledger,
            List<Long> left,
            Run run) {
        if (left.isEmpty()) {
            return OnlineWritten.NONE;
        }
        Dataset<Row> rows = table.where(
                col("date").equalTo(slice.day()).and(col("event_timestamp").leq(slice.tick())));
        OnlineChunks chunks =
                OnlineChunks.of(setting, schema, rows, slice.at(), Instant.now(), (int) ledger.chunks(), chunkRows);
        OnlineProgress progress = new OnlineProgress(ledger, run);
        try {
            chunks.put(left, store, progress::add);
        } catch (RuntimeException | Error failure) {
            recordBeside(failure, progress);
            throw failure;
        }
        progress.record();
        return progress.all();
    }

    /** What is in the store stays known, as far as that can still be said. */
    private static void recordBeside(Throwable failure, OnlineProgress progress) {
        try {
            progress.record();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private BuildOutcome finish(
            OnlineSlice slice,
            OnlineStore store,
            OnlineSchema schema,
            OnlineLedger ledger,
            OnlineWritten put,
            Run run) {
        long tombstones = store.complete(schema, slice.at());
        KillPoint.reached("materialize:complete");
        ledger.record(Map.of(ledger.chunks(), new OnlineWritten(tombstones, 0)), run);
        KillPoint.reached("materialize:committed");
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("written", put.written());
        counts.put("kept", put.kept());
        counts.put("tombstones", tombstones);
        return outcome(slice, Verdict.OK, List.of(), counts);
    }

    private static BuildOutcome nothing(OnlineSlice slice, List<String> reasons) {
        return outcome(slice, Verdict.NOTHING_TO_DO, reasons, new TreeMap<>());
    }

    private static BuildOutcome outcome(
            OnlineSlice slice, Verdict verdict, List<String> reasons, SortedMap<String, Long> counts) {
        return new BuildOutcome(
                product(slice.view()),
                verdict,
                Optional.empty(),
                List.of(slice.version()),
                new TreeMap<>(),
                reasons,
                counts);
    }

    private static String product(FeatureView view) {
        return "online/" + view.name();
    }
}
