package io.penstock.features.peers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDriver;

/** DuckDB in this process, with as many threads as Spark has. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    static DuckDb open() throws SQLException {
        DuckDb duckDb = new DuckDb(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()));
        duckDb.run("set threads = 2");
        duckDb.run("set preserve_insertion_order = false");
        return duckDb;
    }

    /** A folder of Parquet files as a table. */
    static String table(Path folder) {
        return "read_parquet('" + folder + "/*.parquet')";
    }

    /** The latest row of each view before each label, by one as-of join a view. */
    static String latest(Path labels, List<Path> views, int columns) {
        StringBuilder query = new StringBuilder("select l.id, l.key");
        for (Path view : views) {
            String name = view.getFileName().toString();
            query.append(IntStream.range(0, columns)
                    .mapToObj(i -> ", " + name + ".x" + i + " as " + name + "__x" + i)
                    .collect(Collectors.joining()));
        }
        query.append(" from ").append(table(labels)).append(" l");
        for (Path view : views) {
            String name = view.getFileName().toString();
            query.append(" asof left join %1$s %2$s on l.key = %2$s.key and l.moment >= %2$s.event_timestamp"
                    .formatted(table(view), name));
        }
        return query.toString();
    }

    static WindowSql windows(Path labels, Path events) {
        return new WindowSql(table(labels), table(events), "epoch_us");
    }

    void write(String query, Path file) throws SQLException {
        run("copy (" + query + ") to '" + file + "' (format parquet)");
    }

    void compute(String query) throws SQLException {
        run("create or replace temporary table computed as " + query);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
