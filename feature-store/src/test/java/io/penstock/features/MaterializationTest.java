package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.base.Verdict;
import io.penstock.features.online.OnlineAnswer.State;
import io.penstock.features.online.OnlineReader;
import io.penstock.features.online.RedisProcess;
import io.penstock.lake.MetaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** From the published ticks of a view to the store, in both stores. */
class MaterializationTest {

    private static RedisProcess redis;
    private static int databases;

    @TempDir
    Path folder;

    private PublishedView view;
    private OnlineSetting sqlite;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        redis.close();
    }

    @BeforeEach
    void open() {
        view = new PublishedView(folder.resolve("lake"));
        sqlite = new OnlineSetting.Sqlite(folder.resolve("online.db").toString());
    }

    private OnlineSetting setting(String store) {
        return store.equals("sqlite") ? sqlite : redis.database(databases++ % 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "redis"})
    void newestTickOfEveryKeyIsOnlineAndVanishedKeysAreEmpty(String store) {
        OnlineSetting setting = setting(store);
        view.publish(
                "2013-01-01",
                "('AA', 0, 3, 1.5)",
                "('B6', 0, 1, null)",
                "('UA', 0, 9, 9.0)",
                "('AA', 5, 4, double('-0.0'))");
        view.publish(
                "2013-01-02", "('AA', 0, 5, 2.5)", "('B6', 0, 2, 1.0)", "('B6', 3, 0, null)", "('AA', 23, 6, 0.5)");

        BuildOutcome first = view.materialize(setting, "2013-01-01", 2);
        assertThat(first.counts()).containsEntry("written", 3L).containsEntry("tombstones", 0L);
        assertThat(answer(setting, "AA")).isEqualTo("found {flights=4, delay=-0.0, seen=2013-01-01T00:00:00.000001Z}");
        BuildOutcome second = view.materialize(setting, "2013-01-02", 2);
        BuildOutcome again = view.materialize(setting, "2013-01-02", 2);
        BuildOutcome earlier = view.materialize(setting, "2013-01-01", 2);

        assertThat(second.verdict()).isEqualTo(Verdict.OK);
        assertThat(second.counts()).containsEntry("written", 2L).containsEntry("tombstones", 1L);
        assertThat(again.verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
        assertThat(earlier.verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
        assertThat(earlier.reasons()).containsExactly("a newer tick is online: 2013-01-02T23:00:00Z");
        assertThat(answer(setting, "AA")).isEqualTo("found {flights=6, delay=0.5, seen=2013-01-02T00:00:00.000001Z}");
        assertThat(answer(setting, "UA")).isEqualTo("empty {flights=0, delay=null, seen=null}");
        assertThat(answer(setting, "never seen")).isEqualTo("empty {flights=0, delay=null, seen=null}");
        assertThat(ticks(setting)).containsEntry("AA", Instant.parse("2013-01-02T23:00:00Z"));
    }

    @Test
    void tickThatCannotBeReadYetWaitsForItsDelay() {
        view.publish("2013-01-01", "('AA', 0, 3, 1.5)");
        view.materialize(sqlite, "2013-01-01", 2);

        try (OnlineReader reader = OnlineReader.open(sqlite)) {
            OnlineView online = reader.view("delays").orElseThrow();
            assertThat(online.newest().tick()).isEqualTo(Instant.parse("2013-01-01T23:00:00Z"));
            Map<String, Object> key = Map.of("carrier", "AA");
            assertThat(reader.read("delays", key, Instant.parse("2013-01-02T02:00:00Z"))
                            .state())
                    .isEqualTo(State.FOUND);
            assertThat(reader.read("delays", key, Instant.parse("2013-01-02T02:00:00.000001Z")))
                    .satisfies(answer -> assertThat(answer.state()).isEqualTo(State.STALE))
                    .satisfies(answer -> assertThat(answer.values()).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "redis"})
    void daysBuiltAnewReplaceWhatWasOnlineOfThem(String store) {
        OnlineSetting setting = setting(store);
        view.publish("2013-01-01", "('AA', 0, 3, 1.5)", "('AA', 20, 4, 4.0)", "('UA', 0, 1, 1.0)");
        view.materialize(setting, "2013-01-01", 2);

        view.publish("2013-01-01", "('AA', 0, 3, 1.5)", "('AA', 5, 2, 2.0)");
        BuildOutcome healed = view.materialize(setting, "2013-01-01", 2);

        assertThat(healed.counts()).containsEntry("written", 1L).containsEntry("tombstones", 1L);
        assertThat(answer(setting, "AA")).startsWith("found {flights=2, delay=2.0");
    }

    @Test
    void storeThatWasLostIsFilledAnew() throws Exception {
        view.publish("2013-01-01", "('AA', 0, 3, 1.5)");
        view.materialize(sqlite, "2013-01-01", 2);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("online.db"))
                    .toList()) {
                Files.delete(file);
            }
        }

        BuildOutcome again = view.materialize(sqlite, "2013-01-01", 2);

        assertThat(again.counts()).containsEntry("written", 1L);
        assertThat(answer(sqlite, "AA")).startsWith("found");
    }

    @Test
    void storeThatIsDownIsAFaultToBeRetriedAndTheLedgerStaysAsItWas() throws Exception {
        OnlineSetting down = new OnlineSetting.Redis("redis://:x@127.0.0.1:" + RedisProcess.freePort() + "/0");
        view.publish("2013-01-01", "('AA', 0, 3, 1.5)");

        assertThatThrownBy(() -> view.materialize(down, "2013-01-01", 2))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("does not answer after 3 tries (Connection refused)")
                .satisfies(error -> assertThat(((Fault) error).retryable()).isTrue());
        assertThat(view.lake.readRecords(MetaTable.ONLINE).collectAsList()).isEmpty();
    }

    @Test
    void fullDiskIsAFaultToBeRetriedAndTheNextRunEndsWhatThisOneBegan() {
        view.publishMany("2013-01-01", 5_000, 1.0);
        OnlineSetting small = new OnlineSetting.Sqlite(folder.resolve("online.db") + "?max_page_count=40");

        assertThatThrownBy(() -> view.materialize(small, "2013-01-01", 500))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("its disk is full; nothing of this chunk was written, free some space")
                .satisfies(error -> assertThat(((Fault) error).retryable()).isTrue());
        long before = ticks(sqlite).size();
        BuildOutcome mended = view.materialize(sqlite, "2013-01-01", 500);

        assertThat(before).as("rows of whole chunks").isBetween(1L, 4_999L);
        assertThat(mended.counts()).containsEntry("written", 5_000 - before);
        assertThat(ticks(sqlite)).hasSize(5_000);
    }

    @Test
    void runWaitsForAnotherThatHoldsTheFileAndThenGoesOn() throws Exception {
        view.publish("2013-01-01", "('AA', 0, 3, 1.5)");
        OnlineStore.open(sqlite).close();
        try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("online.db"));
                Statement statement = holder.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<BuildOutcome> run =
                    CompletableFuture.supplyAsync(() -> view.materialize(sqlite, "2013-01-01", 2));
            assertThatThrownBy(() -> run.get(2, TimeUnit.SECONDS))
                    .as("it neither fails nor writes while the file is held")
                    .isInstanceOf(TimeoutException.class);
            statement.execute("ROLLBACK");

            assertThat(run.get(60, TimeUnit.SECONDS).counts()).containsEntry("written", 1L);
        }
    }

    @Test
    void wrongPasswordIsRefusedAndTheLedgerStaysAsItWas() {
        String url = ((OnlineSetting.Redis) redis.database(0)).url();
        view.publish("2013-01-01", "('AA', 0, 3, 1.5)");

        assertThatThrownBy(() -> view.materialize(
                        new OnlineSetting.Redis(url.replace(RedisProcess.PASSWORD, "wr0ng")), "2013-01-01", 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("refuses the user or password of online_store (WRONGPASS")
                .hasMessageNotContaining("wr0ng");
        assertThat(view.lake.readRecords(MetaTable.ONLINE).collectAsList()).isEmpty();
    }

    @Test
    void valueOfAnotherSchemaVersionIsNotOverwrittenAndOnlyChunksThatAreOnlineAreRecorded() {
        OnlineSetting.Redis setting = (OnlineSetting.Redis) setting("redis");
        view.publishMany("2013-01-01", 40, 1.0);
        view.publishMany("2013-01-02", 40, 2.0);
        view.materialize(setting, "2013-01-01", 10);
        try (Jedis jedis = new Jedis(setting.url())) {
            jedis.setrange("penstock:row:delays:C7", 0, "\u0009");
        }

        assertThatThrownBy(() -> view.materialize(setting, "2013-01-02", 10))
                .isInstanceOf(UserError.class)
                .hasMessage("the value of delays for key C7 has schema version 9, and this Penstock reads and writes"
                        + " version 1: use the Penstock that wrote it, or give materialize an empty store");
        try (Jedis jedis = new Jedis(setting.url())) {
            jedis.setrange("penstock:row:delays:C7", 0, "\u0001");
        }
        BuildOutcome mended = view.materialize(setting, "2013-01-02", 10);

        assertThat(mended.verdict()).isEqualTo(Verdict.OK);
        assertThat(ticks(setting).values()).hasSize(40).containsOnly(Instant.parse("2013-01-02T23:00:00Z"));
        assertThat(recorded()).as("chunks 0 to 4 and the sweep").isEqualTo(6);
    }

    /** Chunks of the day that was put online last. */
    private long recorded() {
        Dataset<Row> records = view.lake.readRecords(MetaTable.ONLINE);
        return records.collectAsList().stream()
                .collect(Collectors.groupingBy(row -> row.<Instant>getAs("tick"), TreeMap::new, Collectors.counting()))
                .lastEntry()
                .getValue();
    }

    @Test
    void exactViewIsRefused() {
        assertThatThrownBy(() -> new Materialization(view.lake, view.catalog, sqlite)
                        .run(
                                view.catalog.view("exact"),
                                LocalDate.parse("2013-01-01"),
                                PublishedView.run("materialize")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("view exact is exact")
                .hasMessageContaining("never online");
    }

    @Test
    void nothingPublishedOrUnderAnotherDefinitionBlocks() {
        assertThat(view.materialize(sqlite, "2013-01-01", 2).reasons())
                .containsExactly("input incomplete: features/delays/2013-01-01 (nothing published by then)");
        view.publish(
                "2013-01-01",
                view.rows("select 'AA' as carrier, timestamp '2013-01-01 00:00:00' as event_timestamp, 1L as flights,"
                        + " 1d as delay, timestamp '2013-01-01 00:00:00' as seen, date '2013-01-01' as date"),
                "another");

        BuildOutcome other = view.materialize(sqlite, "2013-01-01", 2);

        assertThat(other.verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(other.reasons())
                .containsExactly("input incomplete: features/delays/2013-01-01 (built under another definition)");
    }

    @Test
    void viewThatWasNeverPutOnlineIsSaidToBeSo() {
        try (OnlineStore made = OnlineStore.open(sqlite);
                OnlineReader reader = OnlineReader.open(sqlite)) {
            assertThat(made.view("delays")).isEmpty();
            assertThatThrownBy(() -> reader.read("delays", Map.of("carrier", "AA")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("delays was never materialized");
        }
        OnlineSetting none = new OnlineSetting.Sqlite(folder.resolve("none.db").toString());
        assertThatThrownBy(() -> OnlineReader.open(none))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no online store " + folder.resolve("none.db"));
    }

    private static String answer(OnlineSetting setting, String carrier) {
        try (OnlineReader reader = OnlineReader.open(setting)) {
            var answer = reader.read("delays", Map.of("carrier", carrier));
            return answer.state().text() + " " + answer.values();
        }
    }

    private static Map<String, Instant> ticks(OnlineSetting setting) {
        Map<String, Instant> ticks = new TreeMap<>();
        rows(setting).forEach(row -> ticks.put((String) row.keys().get("carrier"), row.tick()));
        return ticks;
    }

    private static List<OnlineRow> rows(OnlineSetting setting) {
        try (OnlineStore store = OnlineStore.open(setting);
                Stream<OnlineRow> rows = store.rows("delays")) {
            return rows.toList();
        }
    }
}
