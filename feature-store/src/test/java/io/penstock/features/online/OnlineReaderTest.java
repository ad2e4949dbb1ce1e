package io.penstock.features.online;

import static io.penstock.features.online.OnlineRows.DELAYS;
import static io.penstock.features.online.OnlineRows.at;
import static io.penstock.features.online.OnlineRows.delay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import io.penstock.features.online.OnlineAnswer.State;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service reads. */
class OnlineReaderTest {

    private static final Pattern ENGINE =
            Pattern.compile(".*(spark|hadoop|scala|delta|parquet|deequ|penstock-validation|/validation/).*");

    @TempDir
    Path folder;

    private OnlineSetting filled() {
        OnlineSetting setting =
                new OnlineSetting.Sqlite(folder.resolve("online.db").toString());
        fill(setting);
        return setting;
    }

    private static void fill(OnlineSetting setting) {
        try (OnlineStore store = OnlineStore.open(setting)) {
            store.declare(DELAYS);
            store.write(DELAYS, List.of(delay("AA", 10, 3), delay("old", 6, 3), delay("gone", 2, 3)));
            store.complete(DELAYS, at(5, 3));
            store.write(DELAYS, List.of(delay("AA", 10, 3)));
            store.complete(DELAYS, at(6, 3));
        }
    }

    @Test
    void noClassOfTheEngineIsNeeded() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            OnlineSetting.Redis server = (OnlineSetting.Redis) redis.database(0);
            fill(server);
            filled();
            URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !ENGINE.matcher(entry).matches())
                    .map(OnlineReaderTest::url)
                    .toArray(URL[]::new);
            try (URLClassLoader alone = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
                assertThatThrownBy(() -> alone.loadClass("org.apache.spark.sql.Row"))
                        .isInstanceOf(ClassNotFoundException.class)
                        .hasMessageContaining("org.apache.spark.sql.Row");

                Object answers = alone.loadClass(ServiceAlone.class.getName())
                        .getMethod("ask", String.class, String.class, String.class)
                        .invoke(null, folder.resolve("online.db").toString(), server.url(), "AA");

                assertThat(answers).isEqualTo("found {flights=10, delay=1.5}\n".repeat(2));
            }
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(entry, e);
        }
    }

    @Test
    void ttlJudgesTheViewAndNotAQuietKey() {
        try (OnlineReader reader = OnlineReader.open(filled())) {
            Map<String, Object> gone = Map.of("carrier", "gone");
            assertThat(reader.read("delays", gone).state()).isEqualTo(State.EMPTY);
            assertThat(reader.read("delays", gone).values()).isEqualTo(OnlineRows.values("flights", 0L, "delay", null));
            assertThat(reader.read("delays", gone, at(9, 0).tick()).state()).isEqualTo(State.EMPTY);
            assertThat(reader.read("delays", gone, at(9, 0).tick().plusNanos(1000))
                            .state())
                    .isEqualTo(State.STALE);
            assertThat(reader.read("delays", Map.of("carrier", "old")).age()).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void keysAsTextAreReadByTheirTypes() {
        OnlineSetting setting = filled();
        try (OnlineReader reader = OnlineReader.open(setting)) {
            var schema = reader.view("delays").orElseThrow().schema();

            assertThat(OnlineReader.keys(schema, Map.of("carrier", "AA"))).isEqualTo(Map.of("carrier", "AA"));
            assertThatThrownBy(() -> OnlineReader.keys(schema, Map.of("origin", "AA")))
                    .isInstanceOf(UserError.class)
                    .hasMessage("delays is read by carrier (string); asked for by origin");
        }
    }
}
