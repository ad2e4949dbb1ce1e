package io.penstock.features.online;

import static io.penstock.features.online.OnlineRows.DELAYS;
import static io.penstock.features.online.OnlineRows.at;
import static io.penstock.features.online.OnlineRows.delay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What the Redis store promises, and how it fails; against a real server. */
class RedisStoreTest extends OnlineStoreContract {

    private static RedisProcess redis;

    private final List<String> names = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        redis.close();
    }

    @BeforeEach
    void empty() {
        try (Jedis jedis = jedis(0)) {
            jedis.flushAll();
        }
    }

    private static Jedis jedis(int database) {
        Jedis jedis = new Jedis("127.0.0.1", redis.port());
        jedis.auth(RedisProcess.PASSWORD);
        jedis.select(database);
        return jedis;
    }

    /** The next free database; a test of many stores takes the last of them again, emptied. */
    private synchronized int database(String name) {
        if (!names.contains(name)) {
            if (names.size() == 16) {
                names.remove(15);
                try (Jedis jedis = jedis(15)) {
                    jedis.flushDB();
                }
            }
            names.add(name);
        }
        return names.indexOf(name);
    }

    @Override
    OnlineStore open(String name) {
        return OnlineStore.open(redis.database(database(name)));
    }

    @Override
    void tamper(String name, String view, String key, int schemaVersion) {
        try (Jedis jedis = jedis(database(name))) {
            jedis.setrange("penstock:row:" + view + ":" + key, 0, String.valueOf((char) schemaVersion));
        }
    }

    @Test
    void valueOfAnotherSchemaVersionIsNotOverwritten() {
        try (OnlineStore store = open("strange")) {
            store.declare(DELAYS);
            store.write(DELAYS, List.of(delay("AA", 1, 1)));
            tamper("strange", "delays", "AA", 9);

            assertThatThrownBy(() -> store.write(DELAYS, List.of(delay("AA", 2, 1))))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the value of delays for key AA has schema version 9");
        }
    }

    @Test
    void serverThatForgotItsScriptsIsTaughtAgain() {
        try (OnlineStore store = open("scripts")) {
            store.declare(DELAYS);
            store.write(DELAYS, List.of(delay("AA", 1, 1)));
            try (Jedis jedis = jedis(0)) {
                jedis.scriptFlush();
            }

            assertThat(store.write(DELAYS, List.of(delay("AA", 2, 1))).written())
                    .isEqualTo(1);
            assertThat(store.complete(DELAYS, at(3, 1))).isEqualTo(1);
        }
    }

    @Test
    void moreRowsThanOneCallTakesAllArrive() {
        try (OnlineStore store = open("many")) {
            store.declare(DELAYS);
            List<OnlineRow> rows = IntStream.range(0, 9_876)
                    .mapToObj(i -> delay("C" + i, 1, 1))
                    .toList();

            assertThat(store.write(DELAYS, rows).written()).isEqualTo(9_876);
            assertThat(store.write(DELAYS, rows).kept()).isEqualTo(9_876);
            assertThat(store.rows("delays")).hasSize(9_876);
            assertThat(store.complete(DELAYS, at(2, 1))).isEqualTo(9_876);
        }
    }

    @Test
    void serverThatIsDownIsAFaultToBeRetried() throws IOException {
        int port = RedisProcess.freePort();
        try (OnlineStore store =
                OnlineStore.open(new OnlineSetting.Redis("redis://:hidden@127.0.0.1:" + port + "/0"))) {
            Throwable error = catchThrowable(store::id);

            assertThat(error)
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining(
                            "Redis at 127.0.0.1:" + port + " does not answer after 3 tries (Connection refused)");
            assertThat(((Fault) error).retryable()).isTrue();
            assertThat(trace(error)).doesNotContain("hidden");
        }
    }

    @Test
    void wrongPasswordIsRefusedAndNotSaid() {
        try (OnlineStore store =
                OnlineStore.open(new OnlineSetting.Redis("redis://:wr0ng-one@127.0.0.1:" + redis.port() + "/0"))) {
            Throwable error = catchThrowable(store::id);

            assertThat(error)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("Redis at 127.0.0.1:" + redis.port()
                            + " refuses the user or password of online_store (WRONGPASS");
            assertThat(trace(error)).doesNotContain("wr0ng-one");
        }
    }

    @Test
    void missingPasswordIsRefused() {
        try (OnlineStore store = OnlineStore.open(new OnlineSetting.Redis("redis://127.0.0.1:" + redis.port()))) {
            assertThatThrownBy(store::id)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("refuses the user or password of online_store (NOAUTH")
                    .hasMessageContaining("best as ${REDIS_URL} from the environment");
        }
    }

    @Test
    void addressThatIsNoneIsRefusedAndNotSaid() {
        for (String url : List.of("redis://:se cret@host", "localhost:6379", "http://:secret@host", "redis://")) {
            Throwable error = catchThrowable(() -> OnlineStore.open(new OnlineSetting.Redis(url)));

            assertThat(error)
                    .as(url)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("online_store.redis is no address such as redis://:password@host:6379/0");
            assertThat(trace(error)).doesNotContain("se cret").doesNotContain(":secret@");
        }
        assertThat(new OnlineSetting.Redis("redis://:secret@host")).hasToString("Redis");
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
