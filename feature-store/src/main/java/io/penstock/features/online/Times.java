package io.penstock.features.online;

import java.time.Instant;

/** Instants as microseconds since 1970, as lakes hold them. */
final class Times {
    private static final long MICROS = 1_000_000;

    private Times() {}

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
