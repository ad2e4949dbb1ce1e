package io.penstock.features;

import io.penstock.base.KillPoint;
import io.penstock.base.Run;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chunks on their way to the ledger: the first at once, the others some seconds' worth at a time, for every record costs a
 * commit. A kill between loses no row: the chunks that are not recorded are put again, which changes nothing.
 */
final class OnlineProgress {
    private static final long BETWEEN_NANOS = Duration.ofSeconds(2).toNanos();

    private final OnlineLedger ledger;
    private final Run run;
    private final Map<Long, OnlineWritten> waiting = new TreeMap<>();
    private OnlineWritten all = OnlineWritten.NONE;
    private long recorded = System.nanoTime() - BETWEEN_NANOS;

    OnlineProgress(OnlineLedger ledger, Run run) {
        this.ledger = ledger;
        this.run = run;
    }

    /** Chunks are in the store. */
    void add(Map<Long, OnlineWritten> done) {
        waiting.putAll(done);
        all = done.values().stream().reduce(all, OnlineWritten::and);
        if (System.nanoTime() - recorded >= BETWEEN_NANOS) {
            record();
        }
    }

    /** Records what was added and waits. */
    void record() {
        if (!waiting.isEmpty()) {
            KillPoint.reached("materialize:chunk");
            ledger.record(waiting, run);
            KillPoint.reached("materialize:recorded");
            waiting.clear();
            recorded = System.nanoTime();
        }
    }

    /** What became of all rows that were added. */
    OnlineWritten all() {
        return all;
    }
}
