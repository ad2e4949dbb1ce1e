package io.penstock.features.ingest;

import io.penstock.base.JsonLine;
import io.penstock.base.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of a JSON-lines file: one object a line, empty lines skipped. Numbers keep the text they have in the file, nested
 * values become JSON text, an absent key is null, as is an empty text.
 */
final class JsonRecords implements RecordSource {
    private final BufferedReader lines;
    private final Set<String> nulls;
    private final int asked;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final boolean[] seen;
    private final List<String> columns;
    private boolean anyRecord;

    JsonRecords(Reader text, List<String> columns, Set<String> nulls) {
        this.lines = new BufferedReader(text, 1 << 16);
        this.nulls = nulls;
        this.columns = columns;
        this.asked = columns.size();
        this.seen = new boolean[asked];
        columns.forEach(column -> places.put(column, places.size()));
    }

    @Override
    public RawRecord next() throws IOException {
        String line = nextLine();
        if (line == null) {
            return null;
        }
        Map<String, String> object;
        try {
            object = JsonLine.fields(line);
        } catch (UserError e) {
            return new RawRecord(new String[] {line}, "the line is not one JSON object");
        }
        anyRecord = true;
        object.keySet().forEach(name -> places.putIfAbsent(name, places.size()));
        String[] ordered = new String[places.size()];
        object.forEach((name, value) -> put(ordered, places.get(name), value));
        return new RawRecord(ordered, null);
    }

    @Override
    public List<String> extraColumns() {
        return new ArrayList<>(places.keySet()).subList(asked, places.size());
    }

    @Override
    public List<String> unseenColumns() {
        return anyRecord
                ? columns.stream().filter(column -> !seen[places.get(column)]).toList()
                : List.of();
    }

    private void put(String[] ordered, int place, String value) {
        if (place < asked) {
            seen[place] = true;
        }
        ordered[place] = value == null || value.isEmpty() || nulls.contains(value) ? null : value;
    }

    private String nextLine() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        return line != null && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}
