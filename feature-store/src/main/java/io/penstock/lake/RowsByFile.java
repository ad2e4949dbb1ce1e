package io.penstock.lake;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;

/**
 * The rows of a small table's files, each read once: a file of a Delta table never changes, and decisions read the whole
 * table, one after the other.
 */
final class RowsByFile {
    /** More are not worth their memory: the files of a table that is tended are few. */
    private static final int FILES = 10_000;

    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();

    interface Reading {
        List<Row> read() throws IOException;
    }

    /** What a file holds. */
    List<Row> of(String file, Reading reading) throws IOException {
        List<Row> known = rows.get(file);
        if (known == null) {
            known = List.copyOf(reading.read());
            if (rows.size() < FILES) {
                rows.put(file, known);
            }
        }
        return known;
    }
}
