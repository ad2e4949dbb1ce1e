package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.features.online.RedisProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runs of materialize for different days at once, of which the older has a key that the newer has not; which of them
 * is how much later than the other is drawn. {@code
 * -Dpenstock.races=50} sets how many races there are, {@value #RACES} unless given.
 */
class MaterializationRaceTest {
    private static final int RACES = 3;
    private static final int MOST_LATE = 1_500;
    private static final String OLDER = "2013-01-01";
    private static final String NEWER = "2013-01-02";

    @TempDir
    Path folder;

    @Test
    void olderRunNeverHasTheLastWordInSqlite() throws Exception {
        race(
                "sqlite",
                race -> new OnlineSetting.Sqlite(
                        folder.resolve("online" + race + ".db").toString()));
    }

    @Test
    void olderRunNeverHasTheLastWordInRedis() throws Exception {
        for (int from = 0; from < races(); from += 16) {
            try (RedisProcess redis = RedisProcess.start()) {
                int first = from;
                race("redis", race -> redis.database(race - first), from, Math.min(races(), from + 16));
            }
        }
    }

    private interface Stores {
        OnlineSetting of(int race);
    }

    private void race(String name, Stores stores) throws Exception {
        race(name, stores, 0, races());
    }

    private void race(String name, Stores stores, int from, int until) throws Exception {
        PublishedView view = new PublishedView(folder.resolve("lake-" + name + from));
        view.publish(OLDER, "('AA', 0, 1, 1.5)", "('B6', 0, 1, null)", "('UA', 0, 1, 9.0)", "('gone', 0, 1, 1.0)");
        view.publish(NEWER, "('AA', 0, 2, 2.5)", "('B6', 0, 2, 1.0)", "('UA', 5, 2, null)", "('new', 5, 2, null)");
        Map<Long, Integer> olderWrote = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int race = from; race < until; race++) {
                OnlineSetting setting = stores.of(race);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<BuildOutcome>> runs = new ArrayList<>();
                Random random = new Random(race);
                String late = random.nextBoolean() ? OLDER : NEWER;
                int pause = random.nextInt(MOST_LATE);
                for (String day : List.of(OLDER, NEWER)) {
                    runs.add(threads.submit(() -> {
                        start.await();
                        Thread.sleep(day.equals(late) ? pause : 0);
                        return view.materialize(setting, day, 2);
                    }));
                }
                olderWrote.merge(runs.get(0).get().counts().getOrDefault("written", 0L), 1, Integer::sum);
                runs.get(1).get();

                String expected = "{AA=2, B6=2, UA=2, gone=none, new=2} at 2013-01-02T23:00:00Z";
                assertThat(content(setting))
                        .as("race %d in %s, %s late by %d ms", race, name, late, pause)
                        .isIn(expected, expected.replace("gone=none, ", ""));
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf(
                "%s: %d races, an older value at the end of 0; rows that the older run wrote and in how many races: %s%n",
                name, until - from, olderWrote);
    }

    /** What is online: of each key the flights, which tell the day; and the view's newest tick. */
    private static String content(OnlineSetting setting) {
        try (OnlineStore store = OnlineStore.open(setting);
                Stream<OnlineRow> rows = store.rows("delays")) {
            Instant newest = store.view("delays").orElseThrow().newest().tick();
            Map<String, String> content = new TreeMap<>();
            rows.forEach(row -> {
                assertThat(row.tick()).as(row.toString()).isEqualTo(newest);
                content.put(
                        (String) row.keys().get("carrier"),
                        row.isTombstone() ? "none" : row.values().get("flights").toString());
            });
            return content + " at " + newest;
        }
    }

    private static int races() {
        return Integer.getInteger("penstock.races", RACES);
    }
}
