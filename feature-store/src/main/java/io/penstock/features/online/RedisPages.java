package io.penstock.features.online;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** The keys with a prefix, some hundred at a time; each once, though the server may name one twice. */
final class RedisPages implements Iterator<List<byte[]>> {
    private static final int COUNT = 1000;

    private final RedisServer server;
    private final ScanParams params;
    private final Set<ByteBuffer> seen = new HashSet<>();
    private byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    private boolean ended;

    private RedisPages(RedisServer server, byte[] prefix) {
        this.server = server;
        byte[] pattern = Arrays.copyOf(prefix, prefix.length + 1);
        pattern[prefix.length] = '*';
        this.params = new ScanParams().match(pattern).count(COUNT);
    }

    /** @param prefix without characters that a pattern of Redis gives a meaning */
    static Stream<List<byte[]>> of(RedisServer server, byte[] prefix) {
        RedisPages pages = new RedisPages(server, prefix);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, 0), false)
                .filter(page -> !page.isEmpty());
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public List<byte[]> next() {
        ScanResult<byte[]> page = server.run("read the keys online", redis -> redis.scan(cursor, params));
        cursor = page.getCursorAsBytes();
        ended = "0".equals(new String(cursor, US_ASCII));
        List<byte[]> fresh = new ArrayList<>();
        for (byte[] key : page.getResult()) {
            if (seen.add(ByteBuffer.wrap(key))) {
                fresh.add(key);
            }
        }
        return fresh;
    }
}
