package io.penstock.features;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;

/** Upserts into a new SQLite file without anything around them, 10,000 a transaction, in the order of the keys. */
final class Bare {
    private static final int BATCH = 10_000;

    private final String[] keys;
    private final byte[][] values;

    Bare(int rows, int bytes) {
        Random random = new Random(7);
        values = new byte[rows][bytes];
        keys = new String[rows];
        for (int i = 0; i < rows; i++) {
            random.nextBytes(values[i]);
            keys[i] = "C" + i;
        }
        Arrays.sort(keys);
    }

    void upserts(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("CREATE TABLE online (view TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,"
                    + " PRIMARY KEY (view, key)) WITHOUT ROWID");
            connection.setAutoCommit(false);
            try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO online VALUES ('wide', ?, ?)"
                    + " ON CONFLICT (view, key) DO UPDATE SET value = excluded.value")) {
                for (int i = 0; i < keys.length; i++) {
                    upsert.setString(1, keys[i]);
                    upsert.setBytes(2, values[i]);
                    upsert.addBatch();
                    if (i % BATCH == BATCH - 1 || i == keys.length - 1) {
                        upsert.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
    }
}
