package io.penstock.features.online;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Rows on their way from the executors to the driver, many in one array, which costs Java's serialization nothing. A row is
 * the length of its key (4 bytes), the key in UTF-8, the length of its value (4) and the value.
 */
final class PackedPage {
    /** Bytes after which a page ends. */
    private static final int FULL = 1 << 18;

    private PackedPage() {}

    /** The rows as pages, made while they are asked for. */
    static Iterator<byte[]> pages(Iterator<Packed> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public byte[] next() {
                ByteArrayOutputStream page = new ByteArrayOutputStream(FULL + (FULL >> 2));
                do {
                    Packed row = rows.next();
                    add(page, row.key().getBytes(StandardCharsets.UTF_8));
                    add(page, row.value());
                } while (rows.hasNext() && page.size() < FULL);
                return page.toByteArray();
            }
        };
    }

    private static void add(ByteArrayOutputStream page, byte[] bytes) {
        int length = bytes.length;
        page.write(length >>> 24);
        page.write(length >>> 16);
        page.write(length >>> 8);
        page.write(length);
        page.write(bytes, 0, length);
    }

    /** The rows of a page. */
    static List<Packed> rows(byte[] page) {
        List<Packed> rows = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(page);
        while (in.hasRemaining()) {
            rows.add(new Packed(new String(bytes(in), StandardCharsets.UTF_8), bytes(in)));
        }
        return rows;
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }
}
