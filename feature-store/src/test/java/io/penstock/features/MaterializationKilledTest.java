package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.KillPoint;
import io.penstock.base.Verdict;
import io.penstock.features.online.RedisProcess;
import io.penstock.lake.ChildJvm;
import io.penstock.lake.MetaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies while it puts a day online, in both stores at the same time, and what the next run makes of it. */
class MaterializationKilledTest {
    private static final String FIRST = "2013-01-01";
    private static final String NEXT = "2013-01-02";
    private static final int CHUNK_ROWS = 60;

    @TempDir
    static Path folder;

    private static RedisProcess redis;
    private static int databases;
    private static PublishedView view;
    private static Map<String, String> undisturbed;

    @BeforeAll
    static void materializeUndisturbed() throws Exception {
        redis = RedisProcess.start();
        view = new PublishedView(folder.resolve("lake"));
        view.publishMany(FIRST, 500, 1.0);
        view.publishMany(NEXT, 400, 2.0);
        OnlineSetting calm = new OnlineSetting.Sqlite(folder.resolve("calm.db").toString());
        view.materialize(calm, FIRST, CHUNK_ROWS);
        view.materialize(calm, NEXT, CHUNK_ROWS);
        undisturbed = content(calm);
        assertThat(undisturbed).hasSize(500);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"materialize:chunk", "materialize:recorded", "materialize:complete", "materialize:committed"})
    void killedAnywhereAndRunAgainLeavesWhatAnUndisturbedRunLeaves(String place) throws Exception {
        String name = place.replace(':', '-');
        OnlineSetting.Sqlite sqlite =
                new OnlineSetting.Sqlite(folder.resolve(name + ".db").toString());
        OnlineSetting.Redis server = (OnlineSetting.Redis) redis.database(databases++);
        view.materialize(sqlite, FIRST, CHUNK_ROWS);
        view.materialize(server, FIRST, CHUNK_ROWS);

        Process inSqlite = kill(place, name + ".sqlite", "sqlite", sqlite.path());
        Process inRedis = kill(place, name + ".redis", "redis", server.url());

        assertThat(ChildJvm.await(inSqlite)).as(() -> said(name + ".sqlite")).isEqualTo(137);
        assertThat(ChildJvm.await(inRedis)).as(() -> said(name + ".redis")).isEqualTo(137);
        for (OnlineSetting setting : List.of(sqlite, server)) {
            Verdict resumed = view.materialize(setting, NEXT, CHUNK_ROWS).verdict();
            Verdict after = view.materialize(setting, NEXT, CHUNK_ROWS).verdict();
            assertThat(resumed)
                    .as(setting.toString())
                    .isEqualTo(place.endsWith("committed") ? Verdict.NOTHING_TO_DO : Verdict.OK);
            assertThat(after).as(setting.toString()).isEqualTo(Verdict.NOTHING_TO_DO);
            assertThat(content(setting)).as(setting.toString()).isEqualTo(undisturbed);
            assertThat(recorded(setting))
                    .as("chunks 0 to 6 and the sweep, each recorded once: " + setting)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    private static Process kill(String place, String output, String store, String where) throws IOException {
        return ChildJvm.start(
                KilledMaterializer.class,
                Map.of(KillPoint.PROPERTY, place),
                folder.resolve(output),
                folder.resolve("lake").toString(),
                NEXT,
                Integer.toString(CHUNK_ROWS),
                store,
                where);
    }

    private static List<Long> recorded(OnlineSetting setting) {
        String id;
        try (OnlineStore store = OnlineStore.open(setting)) {
            id = store.id();
        }
        return view
                .lake
                .readRecords(MetaTable.ONLINE)
                .where("tick = timestamp '2013-01-02 23:00:00' and store = '" + id + "'")
                .collectAsList()
                .stream()
                .map(row -> row.<Long>getAs("chunk"))
                .sorted()
                .toList();
    }

    /** All that is online but the times of writing. */
    private static Map<String, String> content(OnlineSetting setting) {
        try (OnlineStore store = OnlineStore.open(setting);
                Stream<OnlineRow> rows = store.rows("delays")) {
            return rows.collect(Collectors.toMap(
                    row -> (String) row.keys().get("carrier"),
                    row -> row.at() + " " + row.values(),
                    (one, another) -> one + " and " + another,
                    TreeMap::new));
        }
    }

    private static String said(String output) {
        try {
            return Files.readString(folder.resolve(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
