package io.penstock.features.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The one long by which the rows of a partition are sorted: 11 bits of the key's hash (its bucket), 52 bits of microseconds
 * since 1970, and 1 bit that puts an event before a query of the same instant.
 *
 * <p>Times reach from 1970 to September 2112. An event known before is visible from 1970 on, one known after never is; a
 * moment outside is refused. Keys that share a bucket are told apart while scanning, so the number of buckets is a matter of
 * memory only.
 */
final class PackedTime {
    static final long LIMIT = 1L << 52;

    private static final int BUCKET_SHIFT = 53;

    private PackedTime() {}

    static Column ofEvent(Column keyHash, Column knownMicros) {
        return pack(keyHash, knownMicros, 0);
    }

    static Column ofQuery(Column keyHash, Column momentMicros) {
        return pack(keyHash, momentMicros, 1);
    }

    private static Column pack(Column keyHash, Column micros, long kind) {
        Column time = functions.greatest(functions.lit(0L), functions.least(micros, functions.lit(LIMIT - 1)));
        return functions
                .shiftleft(keyHash, BUCKET_SHIFT)
                .bitwiseOR(functions.shiftleft(time, 1))
                .bitwiseOR(functions.lit(kind));
    }

    static long bucket(long packed) {
        return packed >>> BUCKET_SHIFT;
    }

    static long time(long packed) {
        return packed >>> 1 & LIMIT - 1;
    }

    /** Whether a moment can be asked about. */
    static boolean holds(long micros) {
        return micros >= 0 && micros < LIMIT - 1;
    }

    static String range() {
        return Instant.EPOCH + " to " + Instant.EPOCH.plus(LIMIT - 2, ChronoUnit.MICROS);
    }
}
