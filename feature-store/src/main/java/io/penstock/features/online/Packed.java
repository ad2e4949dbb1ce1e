package io.penstock.features.online;

import io.penstock.base.Micros;
import io.penstock.features.OnlineTick;
import java.nio.ByteBuffer;

/**
 * A row as stores hold it: the key as text, the rest as bytes.
 *
 * <p>A value is, big end first: schema version (1 byte), tick in microseconds with its sign bit turned (8) and table version
 * (8), so that of two values of a key the newer has the greater bytes up to there, kind (1: values or tombstone), written
 * (8), id of the schema (8), a bit for each null feature, the others one after the other.
 */
record Packed(String key, byte[] value) {
    /** How many bytes from the first on tell how new a value is: the schema version, then these. */
    static final int AGE_END = 17;

    /** How many bytes tell that and the kind. */
    static final int HEAD_END = 18;

    static final byte VALUES = 0;
    static final byte TOMBSTONE = 1;

    /** The bytes by which stores compare ages. */
    static byte[] age(OnlineTick at) {
        return ByteBuffer.allocate(AGE_END - 1)
                .putLong(Micros.of(at.tick()) ^ Long.MIN_VALUE)
                .putLong(at.tableVersion())
                .array();
    }

    static OnlineTick at(ByteBuffer in) {
        return new OnlineTick(Micros.instant(in.getLong() ^ Long.MIN_VALUE), in.getLong());
    }
}
