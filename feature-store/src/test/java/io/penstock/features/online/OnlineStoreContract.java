package io.penstock.features.online;

import static io.penstock.features.online.OnlineRows.DELAYS;
import static io.penstock.features.online.OnlineRows.at;
import static io.penstock.features.online.OnlineRows.columns;
import static io.penstock.features.online.OnlineRows.delay;
import static io.penstock.features.online.OnlineRows.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineTick;
import io.penstock.features.OnlineView;
import io.penstock.features.OnlineWritten;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every online store promises. */
abstract class OnlineStoreContract {

    private static final List<String> CARRIERS = List.of("AA", "B6", "UA", "a|b", "a\\|b", "");

    /** Opens a store: the same name the same one. */
    abstract OnlineStore open(String name);

    /** Gives the value of a key another schema version behind the store's back. */
    abstract void tamper(String name, String view, String key, int schemaVersion) throws Exception;

    @Test
    void valuesOfEveryTypeComeBackAsTheyWere() {
        OnlineSchema schema = new OnlineSchema(
                "wide",
                "hash",
                columns("s", "string", "l", "bigint", "d", "date", "m", "decimal(6,2)"),
                columns(
                        "long",
                        "bigint",
                        "int",
                        "int",
                        "double",
                        "double",
                        "nan",
                        "double",
                        "zero",
                        "double",
                        "float",
                        "float",
                        "text",
                        "string",
                        "yes",
                        "boolean",
                        "at",
                        "timestamp",
                        "day",
                        "date",
                        "money",
                        "decimal(30,5)",
                        "nothing",
                        "double"),
                Set.of("long"),
                Optional.empty());
        Map<String, Object> keys = values(
                "s",
                "a|b\\c\u0000\uD83D\uDE80",
                "l",
                Long.MIN_VALUE,
                "d",
                LocalDate.of(-1, 2, 3),
                "m",
                new BigDecimal("1.50"));
        OnlineRow row = new OnlineRow(
                "wide",
                keys,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                7,
                "hash",
                Instant.parse("2013-02-01T10:11:12.123456Z"),
                values(
                        "long",
                        Long.MAX_VALUE,
                        "int",
                        Integer.MIN_VALUE,
                        "double",
                        Double.MIN_VALUE,
                        "nan",
                        Double.longBitsToDouble(0x7ff8000000000123L),
                        "zero",
                        -0.0,
                        "float",
                        Float.NEGATIVE_INFINITY,
                        "text",
                        "x".repeat(5000) + "\u0000é",
                        "yes",
                        true,
                        "at",
                        Instant.parse("0001-01-01T00:00:00.000001Z"),
                        "day",
                        LocalDate.of(9999, 12, 31),
                        "money",
                        new BigDecimal("-123456789012345678901.23456"),
                        "nothing",
                        null));
        try (OnlineStore store = open("types")) {
            store.declare(schema);
            assertThat(store.write(schema, List.of(row))).isEqualTo(new OnlineWritten(1, 0));
            store.complete(schema, row.at());

            OnlineRow back = store.read("wide", keys).orElseThrow();
            assertThat(back).isEqualTo(row);
            assertThat(back.values().keySet())
                    .containsExactlyElementsOf(schema.features().keySet());
            assertThat(Double.doubleToRawLongBits((Double) back.values().get("nan")))
                    .isEqualTo(0x7ff8000000000123L);
            try (Stream<OnlineRow> rows = store.rows("wide")) {
                assertThat(rows).containsExactly(row);
            }
        }
    }

    @Test
    void inAnyOrderOfWritesAndCompletionsTheNewestStays() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            try (OnlineStore store = open("laws" + seed)) {
                store.declare(DELAYS);
                Map<String, OnlineRow> oracle = new TreeMap<>();
                OnlineTick floor = null;
                for (int step = 0; step < 40; step++) {
                    if (random.nextInt(6) == 0) {
                        OnlineTick at = at(random.nextInt(8), random.nextInt(3));
                        floor = complete(store, oracle, floor, at, "seed " + seed + " step " + step);
                    } else {
                        write(store, oracle, floor, random, "seed " + seed + " step " + step);
                    }
                }
                assertThat(contents(store)).as("seed %d", seed).isEqualTo(ages(oracle));
            }
        }
    }

    private static void write(
            OnlineStore store, Map<String, OnlineRow> oracle, OnlineTick floor, Random random, String where) {
        List<OnlineRow> rows = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(
                        i -> delay(CARRIERS.get(random.nextInt(CARRIERS.size())), random.nextInt(8), random.nextInt(3)))
                .toList();
        long written = 0;
        for (OnlineRow row : rows) {
            String key = (String) row.keys().get("carrier");
            boolean newer = !oracle.containsKey(key)
                    || row.at().compareTo(oracle.get(key).at()) > 0;
            if (newer && (floor == null || row.at().compareTo(floor) >= 0)) {
                oracle.put(key, row);
                written++;
            }
        }
        assertThat(store.write(DELAYS, rows)).as(where).isEqualTo(new OnlineWritten(written, rows.size() - written));
    }

    private static OnlineTick complete(
            OnlineStore store, Map<String, OnlineRow> oracle, OnlineTick floor, OnlineTick at, String where) {
        long buried = 0;
        boolean newer = floor == null || at.compareTo(floor) > 0;
        for (Map.Entry<String, OnlineRow> entry : oracle.entrySet()) {
            OnlineRow row = entry.getValue();
            if (newer && !row.isTombstone() && row.at().compareTo(at) < 0) {
                entry.setValue(new OnlineRow(
                        row.view(),
                        row.keys(),
                        at.tick(),
                        at.tableVersion(),
                        row.definitionHash(),
                        row.written(),
                        Map.of()));
                buried++;
            }
        }
        assertThat(store.complete(DELAYS, at)).as(where).isEqualTo(buried);
        OnlineTick newest = newer ? at : floor;
        assertThat(store.view("delays").map(OnlineView::newest)).as(where).contains(newest);
        return newest;
    }

    private static Map<String, String> contents(OnlineStore store) {
        try (Stream<OnlineRow> rows = store.rows("delays")) {
            return ages(rows.collect(Collectors.toMap(row -> (String) row.keys().get("carrier"), row -> row)));
        }
    }

    private static Map<String, String> ages(Map<String, OnlineRow> rows) {
        Map<String, String> ages = new TreeMap<>();
        rows.forEach((key, row) -> ages.put(key, row.at() + " " + row.values()));
        return ages;
    }

    @Test
    void ofTwoWritersAtOnceTheOlderNeverHasTheLastWord() throws Exception {
        List<String> carriers = IntStream.range(0, 1200).mapToObj(i -> "C" + i).toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (OnlineStore store = open("race")) {
            store.declare(DELAYS);
            for (int round = 0; round < 50; round++) {
                CyclicBarrier start = new CyclicBarrier(2);
                Random random = new Random(round);
                List<Future<?>> writers = new ArrayList<>();
                // the older run has a key that the newer has not
                for (int run : List.of(0, 1)) {
                    List<String> keys = new ArrayList<>(carriers.subList(0, 1200 - run));
                    Collections.shuffle(keys, random);
                    int hour = 2 * round + run;
                    writers.add(threads.submit(() -> {
                        start.await();
                        materialize(keys, hour);
                        return null;
                    }));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
                int newest = 2 * round + 1;
                try (Stream<OnlineRow> rows = store.rows("delays")) {
                    Map<String, OnlineRow> all = rows.collect(
                            Collectors.toMap(row -> (String) row.keys().get("carrier"), row -> row));
                    OnlineRow vanished = all.remove("C1199");
                    assertThat(vanished == null || vanished.isTombstone())
                            .as("round %d", round)
                            .isTrue();
                    assertThat(all.keySet()).as("round %d", round).hasSize(1199);
                    assertThat(all.values()).as("round %d", round).allSatisfy(row -> {
                        assertThat(row.at()).isEqualTo(at(newest, 1));
                        assertThat(row.values()).containsEntry("flights", (long) newest);
                    });
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void materialize(List<String> keys, int hour) {
        try (OnlineStore store = open("race")) {
            for (int from = 0; from < keys.size(); from += 100) {
                store.write(
                        DELAYS,
                        keys.subList(from, Math.min(keys.size(), from + 100)).stream()
                                .map(key -> delay(key, hour, 1))
                                .toList());
            }
            store.complete(DELAYS, at(hour, 1));
        }
    }

    @Test
    void keyOfAnotherNameOrTypeIsRefusedByWhatItMustBe() {
        try (OnlineStore store = open("keys")) {
            store.declare(DELAYS);
            store.complete(DELAYS, at(1, 1));

            assertThatThrownBy(() -> store.read("delays", Map.of("carier", "AA")))
                    .isInstanceOf(UserError.class)
                    .hasMessage("delays is read by carrier (string); asked for by carier");
            assertThatThrownBy(() -> store.read("delays", Map.of()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("delays is read by carrier (string); asked for by nothing");
            assertThatThrownBy(() -> store.read("delays", Map.of("carrier", 5)))
                    .isInstanceOf(UserError.class)
                    .hasMessage("key carrier of delays has the type string; refused: \"5\" (Integer)");
        }
    }

    @Test
    void valueOfAnotherSchemaVersionIsRefusedByItsVersion() throws Exception {
        try (OnlineStore store = open("version")) {
            store.declare(DELAYS);
            store.write(DELAYS, List.of(delay("AA", 1, 1)));
            store.complete(DELAYS, at(1, 1));
        }
        tamper("version", "delays", "AA", 9);

        try (OnlineStore store = open("version")) {
            assertThatThrownBy(() -> store.read("delays", Map.of("carrier", "AA")))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "the value of delays for key AA has schema version 9, and this Penstock reads and writes"
                                    + " version 1: use the Penstock that wrote it, or give materialize an empty store");
        }
    }

    @Test
    void definitionOfEachRowIsItsOwnThoughTheViewHasChanged() {
        OnlineSchema later = new OnlineSchema(
                "delays", "later", DELAYS.keys(), columns("delay", "float"), Set.of(), Optional.empty());
        try (OnlineStore store = open("definitions")) {
            store.declare(DELAYS);
            store.write(DELAYS, List.of(delay("AA", 1, 1), delay("B6", 1, 1)));
            store.declare(later);
            OnlineRow changed = new OnlineRow(
                    "delays",
                    Map.of("carrier", "AA"),
                    at(1, 2).tick(),
                    2,
                    "later",
                    OnlineRows.START,
                    values("delay", 1f));
            store.write(later, List.of(changed));

            Map<String, String> hashes = new HashMap<>();
            try (Stream<OnlineRow> rows = store.rows("delays")) {
                rows.forEach(
                        row -> hashes.put((String) row.keys().get("carrier"), row.definitionHash() + row.values()));
            }
            assertThat(hashes)
                    .containsEntry("AA", "later{delay=1.0}")
                    .containsEntry("B6", "hash{flights=1, delay=0.5}");
        }
    }

    @Test
    void storeKeepsItsNameAndAnotherHasAnother() {
        String id;
        try (OnlineStore store = open("one")) {
            id = store.id();
        }
        try (OnlineStore again = open("one");
                OnlineStore other = open("two")) {
            assertThat(again.id()).isEqualTo(id);
            assertThat(other.id()).isNotEqualTo(id);
            assertThat(other.view("delays")).isEmpty();
            assertThat(other.read("delays", Map.of("carrier", "AA"))).isEmpty();
        }
    }
}
