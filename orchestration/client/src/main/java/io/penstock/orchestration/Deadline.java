package io.penstock.orchestration;

import java.time.Duration;

/** The moment at which a wait is over. */
final class Deadline {
    private final Duration whole;
    private final long end;

    private Deadline(Duration whole) {
        this.whole = whole;
        this.end = System.nanoTime() + whole.toNanos();
    }

    static Deadline after(Duration whole) {
        return new Deadline(whole);
    }

    Duration whole() {
        return whole;
    }

    boolean over() {
        return System.nanoTime() - end >= 0;
    }
}
