package io.penstock.features.peers;

import java.time.Duration;
import java.util.List;

/** The windows that the benches aggregate over. */
enum BenchWindow {
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofHours(24)),
    MONTH("30d", Duration.ofDays(30));

    static final List<String> COLUMNS = List.of("x", "y", "z");
    /** Before the names of features in results. */
    static final String PREFIX = "events__";

    private final String text;
    private final Duration length;

    BenchWindow(String text, Duration length) {
        this.text = text;
        this.length = length;
    }

    Duration length() {
        return length;
    }

    long micros() {
        return length.toSeconds() * 1_000_000;
    }

    String feature(String aggregate, String column) {
        return aggregate + "_" + column + "_" + text;
    }
}
