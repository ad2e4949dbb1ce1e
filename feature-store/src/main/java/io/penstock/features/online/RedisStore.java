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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * An online store in a Redis database of its own: a key {@code penstock:row:<view>:<key>} a row, and a hash
 * {@code penstock:view:<view>} for the view. A script in the server compares ages, {@value #BATCH} rows a call.
 */
final class RedisStore extends PackedStore {
    private static final int BATCH = 500;
    /** Calls sent before the first answer is read. */
    private static final int CALLS = 8;

    private static final String STRANGER = "PENSTOCKVERSION ";
    private static final byte[] FLOOR = "floor".getBytes(US_ASCII);
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
        for (int from = 0; from < rows.size(); from += BATCH * CALLS) {
            written += newer(view, rows.subList(from, Math.min(rows.size(), from + BATCH * CALLS)));
        }
        return new OnlineWritten(written, rows.size() - written);
    }

    private long newer(String view, List<Packed> rows) {
        try {
            return scripted("newer.lua", "put " + view + " online", (redis, script) -> {
                List<Response<Object>> answers = new ArrayList<>();
                try (Pipeline pipeline = redis.pipelined()) {
                    for (int from = 0; from < rows.size(); from += BATCH) {
                        List<Packed> some = rows.subList(from, Math.min(rows.size(), from + BATCH));
                        answers.add(pipeline.evalsha(script, keys(view, some), values(some)));
                    }
                    pipeline.sync();
                }
                return answers.stream().mapToLong(answer -> (Long) answer.get()).sum();
            });
        } catch (Fault e) {
            throw stranger(view, e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    private static List<byte[]> keys(String view, List<Packed> rows) {
        byte[] prefix = rowPrefix(view);
        List<byte[]> keys = new ArrayList<>(rows.size() + 1);
        keys.add(viewKey(view));
        rows.forEach(row -> keys.add(rowKey(prefix, row.key())));
        return keys;
    }

    private static List<byte[]> values(List<Packed> rows) {
        List<byte[]> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(row.value()));
        return values;
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
        long buried = 0;
        try (Stream<List<byte[]>> pages = pages(view)) {
            for (List<byte[]> page : (Iterable<List<byte[]>>) pages::iterator) {
                buried += newer(view, old(view, page, age, tombstone));
            }
        }
        raise(view, NEWEST, record);
        return buried;
    }

    /** Tombstones for those of the keys that hold values older than an age. */
    private List<Packed> old(String view, List<byte[]> keys, byte[] age, byte[] tombstone) {
        int prefix = rowPrefix(view).length;
        List<byte[]> heads = server.run("read " + view + " online", redis -> {
            try (Pipeline pipeline = redis.pipelined()) {
                List<Response<byte[]>> answers = keys.stream()
                        .map(key -> pipeline.getrange(key, 0, Packed.AGE_END))
                        .toList();
                pipeline.sync();
                return answers.stream().map(Response::get).toList();
            }
        });
        return IntStream.range(0, keys.size())
                .filter(i -> heads.get(i).length > Packed.AGE_END && heads.get(i)[Packed.AGE_END] == Packed.VALUES)
                .filter(i -> Arrays.compareUnsigned(heads.get(i), 1, Packed.AGE_END, age, 0, age.length) < 0)
                .mapToObj(i -> new Packed(text(keys.get(i), prefix), tombstone))
                .toList();
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
        try (InputStream in = RedisStore.class.getResourceAsStream(name)) {
            return redis.scriptLoad(in.readAllBytes());
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
