package io.penstock.features.online;

import static io.penstock.features.online.OnlineRows.DELAYS;
import static io.penstock.features.online.OnlineRows.at;
import static io.penstock.features.online.OnlineRows.delay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** What the SQLite store promises, and how it fails. */
class SqliteStoreTest extends OnlineStoreContract {

    @TempDir
    Path folder;

    private Path file(String name) {
        return folder.resolve("a folder").resolve(name + ".db");
    }

    @Override
    OnlineStore open(String name) {
        return OnlineStore.open(new OnlineSetting.Sqlite(file(name).toString()));
    }

    @Override
    void tamper(String name, String view, String key, int schemaVersion) throws SQLException {
        sql(
                name,
                String.format(
                        "UPDATE online SET value = cast(x'%02x' || substr(value, 2) AS BLOB) WHERE key = '%s'",
                        schemaVersion, key));
    }

    private void sql(String name, String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file(name));
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Test
    void manyMayOpenAFileThatIsNotThereYet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 40; round++) {
                String name = "new" + round;
                CountDownLatch start = new CountDownLatch(8);
                List<Future<String>> opened = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    opened.add(threads.submit(() -> {
                        start.countDown();
                        start.await();
                        try (OnlineStore store = open(name)) {
                            return store.id();
                        }
                    }));
                }
                Set<String> ids = new HashSet<>();
                for (Future<String> each : opened) {
                    ids.add(each.get());
                }
                assertThat(ids).as("stores made of one file, round " + round).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fileOfAnotherSchemaVersionIsRefusedByItsVersion() throws SQLException {
        open("old").close();
        sql("old", "PRAGMA user_version = 4");

        assertThatThrownBy(() -> open("old"))
                .isInstanceOf(UserError.class)
                .hasMessage("the online store " + file("old")
                        + " has schema version 4, and this Penstock reads and writes version 1: use the Penstock that wrote"
                        + " it, or give materialize an empty store");
    }

    @Test
    void fileThatIsNoDatabaseIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("a folder"));
        Files.write(
                file("text"),
                "no database at all, but long enough to be taken for one "
                        .repeat(100)
                        .getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> open("text"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the online store " + file("text") + ": the file is no SQLite database")
                .hasMessageContaining("move it away and run `penstock materialize`, which fills a new one");
    }

    @Test
    void corruptFileIsRefused() throws Exception {
        try (OnlineStore store = open("corrupt")) {
            store.declare(DELAYS);
            store.write(DELAYS, rows(3000));
            store.complete(DELAYS, at(1, 1));
        }
        byte[] bytes = Files.readAllBytes(file("corrupt"));
        Arrays.fill(bytes, 4096 * 6, bytes.length, (byte) 0x5a);
        Files.write(file("corrupt"), bytes);

        assertThatThrownBy(() -> {
                    try (OnlineStore store = open("corrupt")) {
                        store.rows("delays").forEach(row -> assertThat(row).isNotNull());
                    }
                })
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot read the online store " + file("corrupt") + ": the file is corrupt")
                .hasMessageContaining("move it away and run `penstock materialize`");
    }

    @Test
    void fileThatAnotherProcessHoldsIsAFaultToBeRetried() throws Exception {
        open("locked").close();
        try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + file("locked"));
                Statement statement = holder.createStatement();
                SqliteStore store = SqliteStore.over(SqliteFile.open(file("locked"), new SQLiteConfig(), 0))) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> store.declare(DELAYS))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining(
                            "cannot write the online store " + file("locked") + ": another process has it locked")
                    .extracting(error -> ((Fault) error).retryable(), InstanceOfAssertFactories.BOOLEAN)
                    .isTrue();
        }
    }

    @Test
    void fullDiskIsAFaultToBeRetriedAndNothingOfTheBatchIsThere() {
        open("full").close();
        SQLiteConfig small = new SQLiteConfig();
        small.setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, "40");
        try (SqliteStore store = SqliteStore.over(SqliteFile.open(file("full"), small, 0))) {
            store.declare(DELAYS);

            assertThatThrownBy(() -> store.write(DELAYS, rows(5000)))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("cannot write the online store " + file("full") + ": its disk is full")
                    .extracting(error -> ((Fault) error).retryable(), InstanceOfAssertFactories.BOOLEAN)
                    .isTrue();
            assertThat(store.rows("delays")).isEmpty();
        }
    }

    @Test
    void folderThatCannotBeMadeIsRefused() throws Exception {
        Files.writeString(folder.resolve("a folder"), "a file");

        assertThatThrownBy(() -> open("none"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no online store can be at " + file("none"));
    }

    private static List<OnlineRow> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> delay("C" + i, 1, 1)).toList();
    }
}
