package io.penstock.features.ingest;

import java.sql.Timestamp;
import java.time.Instant;

/** Instants out of rows, whichever of Spark's two classes the session uses. */
final class Instants {
    private Instants() {}

    static Instant of(Object value) {
        return value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
    }
}
