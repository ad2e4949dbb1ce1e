package io.penstock.features.online;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.base.UserError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A connection to a Redis server, opened when first needed and again when it breaks; whose failures say what to do and
 * never hold the password.
 */
final class RedisServer implements AutoCloseable {
    private static final int TRIES = 3;
    private static final int PAUSE_MILLIS = 300;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int DEFAULT_PORT = 6379;
    private static final String FORM = "redis://:password@host:6379/0";

    private final HostAndPort address;
    private final DefaultJedisClientConfig config;
    private Optional<Jedis> connection = Optional.empty();

    RedisServer(String url) {
        URI uri = uri(url);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        this.address = new HostAndPort(uri.getHost(), port);
        String[] user = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
        this.config = DefaultJedisClientConfig.builder()
                .user(user[0].isEmpty() ? null : user[0])
                .password(user.length < 2 || user[1].isEmpty() ? null : user[1])
                .database(database(uri))
                .ssl("rediss".equals(uri.getScheme()))
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .build();
    }

    /** Does something over the connection; again, over a new one, where that broke. */
    <T> T run(String what, Function<Jedis, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.apply(open());
            } catch (JedisConnectionException e) {
                close();
                if (attempt == TRIES) {
                    throw Fault.worthRetrying(
                            "cannot " + what + ": Redis at " + address + " does not answer after " + TRIES + " tries ("
                                    + root(e) + "); start it or name another in online_store, then run it again",
                            e);
                }
                pause(attempt);
            } catch (JedisNoScriptException e) {
                throw e;
            } catch (JedisException e) {
                throw explained(what, e);
            }
        }
    }

    private Jedis open() {
        if (connection.isEmpty()) {
            connection = Optional.of(new Jedis(address, config));
        }
        return connection.get();
    }

    private PenstockException explained(String what, JedisException e) {
        String said = e instanceof JedisAccessControlException || e instanceof JedisDataException
                ? String.valueOf(e.getMessage())
                : root(e);
        String cannot = "cannot " + what + ": Redis at " + address + " ";
        if (said.startsWith("WRONGPASS")
                || said.startsWith("NOAUTH")
                || said.contains("AUTH")
                || said.startsWith("NOPERM")) {
            return new UserError(cannot + "refuses the user or password of online_store (" + said + "); write it as "
                    + FORM + ", best as ${REDIS_URL} from the environment");
        }
        if (said.startsWith("OOM")) {
            return Fault.worthRetrying(cannot + "is full (" + said + "); raise its maxmemory", e);
        }
        if (said.startsWith("LOADING") || said.startsWith("BUSY") || said.startsWith("MASTERDOWN")) {
            return Fault.worthRetrying(cannot + "is not ready (" + said + "); run it again", e);
        }
        if (said.startsWith("READONLY") || said.startsWith("MISCONF") || said.startsWith("ERR DB index")) {
            return new UserError(cannot + "takes no writes (" + said + ")", e);
        }
        return new Fault(cannot + "says: " + said, e);
    }

    private static String root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        // why no host could be reached hangs beside
        Throwable[] beside = root.getSuppressed();
        return String.valueOf(beside.length == 0 ? root.getMessage() : beside[0].getMessage());
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep((long) PAUSE_MILLIS * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault("interrupted while waiting for Redis", e);
        }
    }

    /** The address is in no message: it may hold a password. */
    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            boolean isRedis = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (isRedis && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // refused below, without the text that the exception quotes
        }
        throw new UserError(
                "online_store.redis is no address such as " + FORM
                        + " (special characters of a password percent-encoded; what stands there is not shown, it may hold one)");
    }

    private static int database(URI uri) {
        String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
        if (!path.matches("\\d{0,4}")) {
            throw new UserError(
                    "online_store.redis names the database \"" + path + "\"; write its number, as in " + FORM);
        }
        return path.isEmpty() ? 0 : Integer.parseInt(path);
    }

    @Override
    public void close() {
        connection.ifPresent(open -> {
            try {
                open.close();
            } catch (JedisException e) {
                // broken already
            }
        });
        connection = Optional.empty();
    }

    @Override
    public String toString() {
        return "Redis at " + address;
    }
}
