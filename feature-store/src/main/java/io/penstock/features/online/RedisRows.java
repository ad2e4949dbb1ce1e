package io.penstock.features.online;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keys and values of rows of one head, in turn as a MessagePack array: what {@code newer.lua} takes. */
final class RedisRows {
    private static final int ARRAY_32 = 0xdd;
    private static final int TEXT_32 = 0xdb;
    private static final int HEADER = 5;

    private final byte[] prefix;
    private final byte[] head;
    private ByteBuffer out = ByteBuffer.allocate(128 * 1024).position(HEADER);
    private int count;

    RedisRows(byte[] prefix, byte[] head) {
        this.prefix = prefix;
        this.head = head;
    }

    /** Whether a value has the head of these rows. */
    boolean takes(byte[] value) {
        return Arrays.equals(value, 0, head.length, head, 0, head.length);
    }

    void add(Packed row) {
        byte[] key = row.key().getBytes(UTF_8);
        room(2 * HEADER + prefix.length + key.length + row.value().length);
        out.put((byte) TEXT_32).putInt(prefix.length + key.length).put(prefix).put(key);
        out.put((byte) TEXT_32).putInt(row.value().length).put(row.value());
        count++;
    }

    int count() {
        return count;
    }

    byte[] head() {
        return head;
    }

    byte[] packed() {
        out.put(0, (byte) ARRAY_32).putInt(1, 2 * count);
        return Arrays.copyOf(out.array(), out.position());
    }

    private void room(int more) {
        if (out.remaining() < more) {
            int size = Math.max(2 * out.capacity(), out.position() + more);
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), size)).position(out.position());
        }
    }
}
