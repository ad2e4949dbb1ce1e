package io.penstock.jobs;

import io.penstock.base.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to print: a table with aligned columns for people, a JSON array for programs.
 *
 * @param numbers how whole numbers are printed for people
 * @param note said below the table, such as how many rows were left out; may be empty
 */
record Listing(List<String> columns, List<List<Object>> rows, Cell.Whole numbers, String note) implements Printed {

    Listing {
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
    }

    /** What a command tells of tables, runs and models: its whole numbers are counts. */
    Listing(List<String> columns, List<List<Object>> rows, String note) {
        this(columns, rows, Cell.Whole.COUNTS, note);
    }

    /** The first rows of a frame of data. */
    static Listing of(Dataset<Row> frame, int limit) {
        return of(frame, Cell.Whole.DATA, limit);
    }

    /** The first rows of a frame whose whole numbers are counts. */
    static Listing ofCounts(Dataset<Row> frame, int limit) {
        return of(frame, Cell.Whole.COUNTS, limit);
    }

    private static Listing of(Dataset<Row> frame, Cell.Whole numbers, int limit) {
        List<Row> found = frame.takeAsList(limit == Integer.MAX_VALUE ? limit : limit + 1);
        List<List<Object>> rows = found.stream().limit(limit).map(RowValues::of).toList();
        String note = found.size() > limit
                ? "the first " + (limit == 1 ? "row" : limit + " rows") + "; --limit shows more"
                : "";
        return new Listing(List.of(frame.columns()), rows, numbers, note);
    }

    @Override
    public String json() {
        return Json.pretty(objects());
    }

    /** The rows as JSON has them, by column. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), Cell.plain(row.get(i)));
            }
            objects.add(object);
        }
        return objects;
    }

    @Override
    public String text() {
        return alone().orElseGet(this::table);
    }

    /** A text of several lines that is all there is, such as the plan of a query, keeps them. */
    private Optional<String> alone() {
        boolean isOne = columns.size() == 1
                && rows.size() == 1
                && rows.get(0).get(0) instanceof String text
                && text.contains("\n");
        return isOne
                ? Optional.of(rows.get(0)
                        .get(0)
                        .toString()
                        .lines()
                        .map(line -> Cell.text(line, numbers) + "\n")
                        .collect(Collectors.joining()))
                : Optional.empty();
    }

    private String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(line(lines.get(i), widths, i == 0 ? List.of() : rows.get(i - 1)));
        }
        return note.isEmpty() ? text.toString() : text + note + "\n";
    }

    /** The last is whole, as nothing stands behind it. */
    private List<String> cells(List<Object> row) {
        List<String> cells = new ArrayList<>();
        for (Object value : row) {
            String text = Cell.text(value, numbers);
            cells.add(cells.size() == row.size() - 1 ? text : Cell.cut(text));
        }
        return cells;
    }

    private static String line(List<String> cells, int[] widths, List<Object> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean number = i < values.size() && values.get(i) instanceof Number;
            String format = "%" + (number ? "" : "-") + Math.max(1, widths[i]) + "s";
            line.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, format, cells.get(i)));
        }
        return line.toString().stripTrailing() + "\n";
    }

    /** Joins texts for a cell. */
    static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
