package io.penstock.features.online;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow as values are put, big end first; used again for the next row. */
final class Bytes {
    private ByteBuffer buffer = ByteBuffer.allocate(256);

    void clear() {
        buffer.clear();
    }

    void put(byte value) {
        room(1).put(value);
    }

    void put(int value) {
        room(4).putInt(value);
    }

    void put(long value) {
        room(8).putLong(value);
    }

    /** The length, then the bytes. */
    void sized(byte[] bytes) {
        room(4 + bytes.length).putInt(bytes.length).put(bytes);
    }

    static byte[] sized(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    /** Puts zeros and says where they begin. */
    int zeros(int count) {
        room(count);
        int at = buffer.position();
        Arrays.fill(buffer.array(), at, at + count, (byte) 0);
        buffer.position(at + count);
        return at;
    }

    /** Sets a bit of what was put before. */
    void mark(int from, int bit) {
        buffer.array()[from + bit / 8] |= (byte) (1 << (bit % 8));
    }

    byte[] copy() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            int size = Math.max(2 * buffer.capacity(), buffer.position() + more);
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)).position(buffer.position());
        }
        return buffer;
    }
}
