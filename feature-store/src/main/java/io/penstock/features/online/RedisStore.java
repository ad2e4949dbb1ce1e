package io.penstock.features.online;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.features.OnlineWritten;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * An online store in a Redis database of its own: a key {@code penstock:row:<view>:<key>} a row, and a hash
 * {@code penstock:view:<view>} for the view. A script in the server compares ages, {@value #BATCH} rows a call, and counts
 * the rows of each age, so that vanished keys are looked for only where there are some. Nothing may be evicted.
 */
final class RedisStore extends PackedStore {
    private static final int BATCH = 500;
    /** Calls sent before the first answer is read. */
    private static final int CALLS = 8;

    private static final String STRANGER = "PENSTOCKVERSION ";
    private static final byte[] FLOOR = "floor".getBytes(US_ASCII);
    private static final byte[] ROWS = "rows:".getBytes(US_ASCII);
    private static final byte[] START = {'0'};
    private static final byte[] NEWEST = "newest".getBytes(US_ASCII);

    private final RedisServer server;
    private final Map<String, byte[]> scripts = new HashMap<>();

    RedisStore(String url) {
        this.server = new RedisServer(url);
    }

    @Override
    public String id() {
        return server.run("name the online store", redis -> {
            redis.setnx("penstock:id", UUID.randomUUID().toString());
            return redis.get("penstock:id");
        });
    }

    @Override
    void keepSchema(String view, long id, String json) {
        server.run(
                "put " + view + " online", redis -> redis.hset(viewKey(view), schemaField(id), json.getBytes(UTF_8)));
    }

    @Override
    Optional<String> schema(String view, long id) {
        return field(view, schemaField(id)).map(json -> new String(json, UTF_8));
    }

    @Override
    OnlineWritten put(String view, List<Packed> rows) {
        long written = 0;
        List<RedisRows> calls = calls(view, rows);
        for (int from = 0; from < calls.size(); from += CALLS) {
            written += newer(view, calls.subList(from, Math.min(calls.size(), from + CALLS)));
        }
        return new OnlineWritten(written, rows.size() - written);
    }

    private static List<RedisRows> calls(String view, List<Packed> rows) {
        byte[] prefix = rowPrefix(view);
        List<RedisRows> calls = new ArrayList<>();
        for (Packed row : rows) {
            RedisRows last = calls.isEmpty() ? null : calls.get(calls.size() - 1);
            if (last == null || last.count() == BATCH || !last.takes(row.value())) {
                last = new RedisRows(prefix, Arrays.copyOf(row.value(), Packed.HEAD_END));
                calls.add(last);
            }
            last.add(row);
        }
        return calls;
    }

    private long newer(String view, List<RedisRows> calls) {
        return understood(
                view,
                () -> scripted("newer.lua", "put " + view + " online", (redis, script) -> {
                    List<Response<Object>> answers = new ArrayList<>();
                    try (Pipeline pipeline = redis.pipelined()) {
                        for (RedisRows call : calls) {
                            answers.add(pipeline.evalsha(
                                    script, List.of(viewKey(view)), List.of(call.head(), call.packed())));
                        }
                        pipeline.sync();
                    }
                    return answers.stream()
                            .mapToLong(answer -> (Long) answer.get())
                            .sum();
                }));
    }

    private static <T> T understood(String view, Supplier<T> work) {
        try {
            return work.get();
        } catch (Fault e) {
            throw stranger(view, e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    private static Optional<UserError> stranger(String view, Fault fault) {
        if (!(fault.getCause() instanceof JedisDataException said)
                || !said.getMessage().startsWith(STRANGER)) {
            return Optional.empty();
        }
        String[] parts = said.getMessage().substring(STRANGER.length()).split(" ", 2);
        String key = parts[1].substring(new String(rowPrefix(view), UTF_8).length());
        return Optional.of(
                RowCodec.otherVersion("the value of " + view + " for key " + key, Integer.parseInt(parts[0])));
    }

    @Override
    long complete(String view, byte[] age, byte[] tombstone, byte[] record) {
        if (!raise(view, FLOOR, age)) {
            return 0;
        }
        long buried = bury(view, age, tombstone);
        raise(view, NEWEST, record);
        return buried;
    }

    /** Looks through the keys only where the view counts rows with values of smaller ages, and until it has those. */
    private long bury(String view, byte[] age, byte[] tombstone) {
        long older = older(view, age);
        long buried = 0;
        byte[] cursor = START;
        while (older != buried) {
            List<?> page = page(view, cursor, tombstone);
            cursor = (byte[]) page.get(0);
            buried += (Long) page.get(1);
            if (Arrays.equals(cursor, START)) {
                break;
            }
        }
        scripted(
                "forget.lua",
                "put " + view + " online",
                (redis, script) -> redis.evalsha(script, List.of(viewKey(view)), List.of(tombstone)));
        return buried;
    }

    /** More than there are where somebody deleted some. */
    private long older(String view, byte[] age) {
        Map<byte[], byte[]> fields = server.run("read " + view + " online", redis -> redis.hgetAll(viewKey(view)));
        return fields.entrySet().stream()
                .filter(field -> isOlder(field.getKey(), age))
                .mapToLong(field -> Long.parseLong(new String(field.getValue(), US_ASCII)))
                .sum();
    }

    private static boolean isOlder(byte[] field, byte[] age) {
        int head = ROWS.length;
        return field.length == head + Packed.HEAD_END
                && Arrays.equals(field, 0, head, ROWS, 0, head)
                && field[head + Packed.AGE_END] == Packed.VALUES
                && Arrays.compareUnsigned(field, head + 1, head + Packed.AGE_END, age, 0, age.length) < 0;
    }

    private List<?> page(String view, byte[] cursor, byte[] tombstone) {
        byte[] prefix = rowPrefix(view);
        byte[] pattern = Arrays.copyOf(prefix, prefix.length + 1);
        pattern[prefix.length] = '*';
        return understood(
                view,
                () -> scripted("bury.lua", "put " + view + " online", (redis, script) ->
                        (List<?>) redis.evalsha(script, List.of(viewKey(view)), List.of(cursor, pattern, tombstone))));
    }

    private boolean raise(String view, byte[] field, byte[] value) {
        return scripted("raise.lua", "put " + view + " online", (redis, script) ->
                        (Long) redis.evalsha(script, List.of(viewKey(view)), List.of(field, value)))
                == 1;
    }

    @Override
    Optional<byte[]> record(String view) {
        return field(view, NEWEST);
    }

    private Optional<byte[]> field(String view, byte[] field) {
        return Optional.ofNullable(server.run("read " + view + " online", redis -> redis.hget(viewKey(view), field)));
    }

    @Override
    Optional<byte[]> value(String view, String key) {
        return Optional.ofNullable(
                server.run("read " + view + " online", redis -> redis.get(rowKey(rowPrefix(view), key))));
    }

    @Override
    Stream<Packed> packed(String view) {
        int prefix = rowPrefix(view).length;
        return pages(view).flatMap(page -> {
            List<byte[]> values =
                    server.run("read " + view + " online", redis -> redis.mget(page.toArray(byte[][]::new)));
            return IntStream.range(0, page.size())
                    .filter(i -> values.get(i) != null)
                    .mapToObj(i -> new Packed(text(page.get(i), prefix), values.get(i)));
        });
    }

    private Stream<List<byte[]>> pages(String view) {
        return RedisPages.of(server, rowPrefix(view));
    }

    private interface Call<T> {
        T on(Jedis redis, byte[] script);
    }

    /** Calls a script, which the server may have forgotten. */
    private <T> T scripted(String name, String what, Call<T> call) {
        try {
            return server.run(what, redis -> call.on(redis, scripts.computeIfAbsent(name, n -> load(redis, n))));
        } catch (JedisNoScriptException e) {
            scripts.remove(name);
            return server.run(what, redis -> call.on(redis, load(redis, name)));
        }
    }

    private static byte[] load(Jedis redis, String name) {
        try (InputStream first = RedisStore.class.getResourceAsStream("age.lua");
                InputStream in = RedisStore.class.getResourceAsStream(name)) {
            return redis.scriptLoad(
                    (new String(first.readAllBytes(), UTF_8) + new String(in.readAllBytes(), UTF_8)).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static byte[] viewKey(String view) {
        return ("penstock:view:" + view).getBytes(UTF_8);
    }

    private static byte[] schemaField(long id) {
        return ("schema:" + Long.toHexString(id)).getBytes(US_ASCII);
    }

    private static byte[] rowPrefix(String view) {
        return ("penstock:row:" + view + ":").getBytes(UTF_8);
    }

    private static byte[] rowKey(byte[] prefix, String key) {
        byte[] text = key.getBytes(UTF_8);
        return ByteBuffer.allocate(prefix.length + text.length)
                .put(prefix)
                .put(text)
                .array();
    }

    private static String text(byte[] key, int prefix) {
        return new String(key, prefix, key.length - prefix, UTF_8);
    }
}
