package io.penstock.features.online;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.base.UserError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A connection to a SQLite file, whose failures say what to do. */
final class SqliteFile implements AutoCloseable {
    /** How long a writer waits for another. */
    static final int BUSY_SECONDS = 30;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path path;
    private final Connection connection;

    private SqliteFile(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Opens the file to write, and makes it where there is none. */
    static SqliteFile writable(Path path) {
        return open(path, new SQLiteConfig(), BUSY_SECONDS);
    }

    static SqliteFile open(Path path, SQLiteConfig config, int busySeconds) {
        Path absolute = path.toAbsolutePath().normalize();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(busySeconds * 1000);
        try {
            Files.createDirectories(absolute.getParent());
            make(absolute);
            return new SqliteFile(
                    absolute, connect("jdbc:sqlite:" + absolute, config, Duration.ofSeconds(busySeconds)));
        } catch (SQLException e) {
            throw explained(absolute, "open", e);
        } catch (IOException e) {
            throw new UserError("no online store can be at " + absolute + ": " + e.getMessage(), e);
        }
    }

    /**
     * The driver tries whether a missing file can be made by making and deleting it; another process may have opened it
     * between the two, and all that it writes would be lost.
     */
    private static void make(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            // made by another, or long ago
        }
    }

    /** While one connection turns a new file to WAL, SQLite fails the others at once instead of letting them wait. */
    private static Connection connect(String url, SQLiteConfig config, Duration patience) throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return config.createConnection(url);
            } catch (SQLException e) {
                if (!isRace(e) || System.nanoTime() - begun >= patience.toNanos()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isRace(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return (code.code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** Does some work in one transaction: all of it or nothing. */
    <T> T run(String what, Work<T> work) {
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            undo(e);
            throw explained(path, what, e);
        } catch (RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    /** A full disk has SQLite end the transaction itself, and undoing it then fails. */
    private void undo(Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** The first row of a query; empty if there is none. */
    <T> Optional<T> one(String query, Reading<T> reading, Object... arguments) {
        try (PreparedStatement statement = prepare(query, arguments);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw explained(path, "read", e);
        }
    }

    /** All rows of a query, read while they are consumed; to be closed. */
    <T> Stream<T> all(String query, Reading<T> reading, Object... arguments) {
        try {
            PreparedStatement statement = prepare(query, arguments);
            Rows<T> rows = new Rows<>(path, statement.executeQuery(), reading);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                    .onClose(() -> close(statement));
        } catch (SQLException e) {
            throw explained(path, "read", e);
        }
    }

    private PreparedStatement prepare(String query, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        close(connection);
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (SQLException e) {
            throw explained(path, "close", e);
        } catch (Exception e) {
            throw new Fault("cannot close " + path, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static PenstockException explained(Path path, String what, SQLException e) {
        String cannot = "cannot " + what + " the online store " + path + ": ";
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                Fault.worthRetrying(
                        cannot + "another process has it locked, for " + BUSY_SECONDS
                                + " seconds now; run it again when that has ended",
                        e);
            case SQLITE_FULL ->
                Fault.worthRetrying(
                        cannot
                                + "its disk is full; nothing of this chunk was written, free some space and run it again",
                        e);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new UserError(
                        cannot + "the file is "
                                + (code == SQLiteErrorCode.SQLITE_NOTADB ? "no SQLite database" : "corrupt") + " ("
                                + e.getMessage()
                                + "); move it away and run `penstock materialize`, which fills a new one",
                        e);
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                new UserError(cannot + "it cannot be opened or written by this user (" + e.getMessage() + ")", e);
            case SQLITE_IOERR -> Fault.worthRetrying(cannot + "the disk failed (" + e.getMessage() + ")", e);
            default -> new Fault(cannot + e.getMessage(), e);
        };
    }

    /** Rows as they are asked for. */
    private static final class Rows<T> implements Iterator<T> {
        private final Path path;
        private final ResultSet rows;
        private final Reading<T> reading;
        private boolean more;

        Rows(Path path, ResultSet rows, Reading<T> reading) throws SQLException {
            this.path = path;
            this.rows = rows;
            this.reading = reading;
            this.more = rows.next();
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public T next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            try {
                T row = reading.of(rows);
                more = rows.next();
                return row;
            } catch (SQLException e) {
                throw explained(path, "read", e);
            }
        }
    }
}
