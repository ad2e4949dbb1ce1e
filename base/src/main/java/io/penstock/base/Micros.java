package io.penstock.base;

import java.time.Duration;
import java.time.Instant;

/**
 * Instants as microseconds since 1970 and durations as microseconds, as lakes hold them: of every year that a lake can hold, where
 * {@link java.time.temporal.ChronoUnit} ends in 1677 and 2262.
 */
public final class Micros {
    private static final long SECOND = 1_000_000;

    private Micros() {}

    /** The microseconds of an instant since 1970. */
    public static long of(Instant instant) {
        return of(instant.getEpochSecond(), instant.getNano());
    }

    /** The microseconds of a duration. */
    public static long of(Duration duration) {
        return of(duration.getSeconds(), duration.getNano());
    }

    /** The instant of as many microseconds since 1970. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    }

    private static long of(long seconds, int nanos) {
        return Math.addExact(Math.multiplyExact(seconds, SECOND), nanos / 1_000);
    }
}
