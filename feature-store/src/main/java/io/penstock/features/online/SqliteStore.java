package io.penstock.features.online;

import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineWritten;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An online store in a SQLite file, in write-ahead mode: one writer at a time, which others await for {@value
 * SqliteFile#BUSY_SECONDS} seconds, and readers that wait for nobody. Written by the driver alone.
 */
final class SqliteStore extends PackedStore {
    /** Rows of a transaction. */
    private static final int BATCH = 10_000;

    /** The newer one stays: blobs compare byte by byte, and the first bytes tell the age. */
    private static final String UPSERT = "INSERT INTO online (view, key, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (view, key) DO UPDATE SET value = excluded.value"
            + " WHERE substr(excluded.value, 1, 17) > substr(value, 1, 17)";

    private static final String BURY = "UPDATE online SET value = ?1 WHERE view = ?2"
            + " AND substr(value, 2, 16) < ?3 AND substr(value, 18, 1) = x'00'";

    private final SqliteFile file;

    private SqliteStore(SqliteFile file) {
        this.file = file;
    }

    /** Opens the file, or makes it. */
    static SqliteStore open(Path path) {
        return over(SqliteFile.writable(path));
    }

    static SqliteStore over(SqliteFile file) {
        SqliteStore store = new SqliteStore(file);
        try {
            file.run("open", store::prepare);
            return store;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private Void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
                version = found.getInt(1);
            }
            if (version != 0 && version != OnlineStore.SCHEMA_VERSION) {
                throw RowCodec.otherVersion("the online store " + file, version);
            }
            statement.execute("CREATE TABLE IF NOT EXISTS online (view TEXT NOT NULL, key TEXT NOT NULL,"
                    + " value BLOB NOT NULL, PRIMARY KEY (view, key)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS online_view (view TEXT PRIMARY KEY, floor BLOB NOT NULL,"
                    + " record BLOB NOT NULL) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS online_schema (view TEXT NOT NULL, id INTEGER NOT NULL,"
                    + " json TEXT NOT NULL, PRIMARY KEY (view, id)) WITHOUT ROWID");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS online_store (only_one INTEGER PRIMARY KEY CHECK (only_one = 1),"
                            + " id TEXT NOT NULL)");
            statement.execute("INSERT OR IGNORE INTO online_store VALUES (1, '" + UUID.randomUUID() + "')");
            statement.execute("PRAGMA user_version = " + OnlineStore.SCHEMA_VERSION);
        }
        return null;
    }

    @Override
    public String id() {
        return file.one("SELECT id FROM online_store", rows -> rows.getString(1))
                .orElseThrow();
    }

    @Override
    void keepSchema(String view, long id, String json) {
        file.run("write", connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR IGNORE INTO online_schema VALUES (?, ?, ?)")) {
                insert.setString(1, view);
                insert.setLong(2, id);
                insert.setString(3, json);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    Optional<String> schema(String view, long id) {
        return file.one(
                "SELECT json FROM online_schema WHERE view = ? AND id = ?", rows -> rows.getString(1), view, id);
    }

    @Override
    OnlineWritten put(String view, List<Packed> rows) {
        OnlineWritten all = OnlineWritten.NONE;
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Packed> some = rows.subList(from, Math.min(rows.size(), from + BATCH));
            all = all.and(file.run("write", connection -> upsert(connection, view, some)));
        }
        return all;
    }

    private OnlineWritten upsert(Connection connection, String view, List<Packed> rows) throws SQLException {
        Optional<byte[]> floor = floor(connection, view);
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setString(1, view);
            int sent = 0;
            for (Packed row : rows) {
                if (floor.isEmpty() || compare(row.value(), floor.get()) >= 0) {
                    upsert.setString(2, row.key());
                    upsert.setBytes(3, row.value());
                    upsert.addBatch();
                    sent++;
                }
            }
            long written = sent == 0 ? 0 : Arrays.stream(upsert.executeBatch()).sum();
            return new OnlineWritten(written, rows.size() - written);
        }
    }

    @Override
    long complete(String view, byte[] age, byte[] tombstone, byte[] record) {
        return file.run("write", connection -> {
            Optional<byte[]> floor = floor(connection, view);
            if (floor.isPresent() && Arrays.compareUnsigned(age, floor.get()) < 0) {
                return 0L;
            }
            try (PreparedStatement bury = connection.prepareStatement(BURY);
                    PreparedStatement newest =
                            connection.prepareStatement("INSERT INTO online_view VALUES (?1, ?2, ?3) ON CONFLICT (view)"
                                    + " DO UPDATE SET floor = ?2, record = ?3 WHERE ?2 > floor")) {
                bury.setBytes(1, tombstone);
                bury.setString(2, view);
                bury.setBytes(3, age);
                newest.setString(1, view);
                newest.setBytes(2, age);
                newest.setBytes(3, record);
                long buried = bury.executeUpdate();
                newest.executeUpdate();
                return buried;
            }
        });
    }

    private static int compare(byte[] value, byte[] floor) {
        return Arrays.compareUnsigned(value, 1, Packed.AGE_END, floor, 0, floor.length);
    }

    private static Optional<byte[]> floor(Connection connection, String view) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT floor FROM online_view WHERE view = ?")) {
            select.setString(1, view);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    @Override
    Optional<byte[]> record(String view) {
        return file.one("SELECT record FROM online_view WHERE view = ?", rows -> rows.getBytes(1), view);
    }

    @Override
    Optional<byte[]> value(String view, String key) {
        return file.one("SELECT value FROM online WHERE view = ? AND key = ?", rows -> rows.getBytes(1), view, key);
    }

    @Override
    Stream<Packed> packed(String view) {
        return file.all(
                "SELECT key, value FROM online WHERE view = ?",
                rows -> new Packed(rows.getString(1), rows.getBytes(2)),
                view);
    }

    @Override
    public void close() {
        file.close();
    }
}
