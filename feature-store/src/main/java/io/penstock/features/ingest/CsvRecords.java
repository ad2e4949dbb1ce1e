package io.penstock.features.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The records of a CSV file with a header: fields are found by name, whatever their order. An empty field is null. */
final class CsvRecords implements RecordSource {
    private final CsvParser parser;
    private final Set<String> nulls;
    private final List<String> extras;
    /** For each field in the order asked for, its place in the file. */
    private final int[] places;

    CsvRecords(Reader text, List<String> columns, Set<String> nulls) throws IOException {
        this.parser = new CsvParser(text);
        this.nulls = nulls;
        List<String> header = header();
        refuseUnlessAllThere(header, columns);
        this.extras = header.stream().filter(name -> !columns.contains(name)).toList();
        List<String> order = new ArrayList<>(columns);
        order.addAll(extras);
        this.places = order.stream().mapToInt(header::indexOf).toArray();
    }

    @Override
    public RawRecord next() throws IOException {
        List<String> fields = parser.next();
        if (fields == null) {
            return null;
        }
        if (parser.malformed()) {
            return new RawRecord(fields.toArray(String[]::new), "text follows a closing quote");
        }
        if (fields.size() != places.length) {
            return new RawRecord(
                    fields.toArray(String[]::new),
                    "the header has " + places.length + " fields, this row " + fields.size());
        }
        String[] ordered = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            String value = fields.get(places[i]);
            ordered[i] = value.isEmpty() || nulls.contains(value) ? null : value;
        }
        return new RawRecord(ordered, null);
    }

    @Override
    public List<String> extraColumns() {
        return extras;
    }

    @Override
    public List<String> unseenColumns() {
        return List.of();
    }

    private List<String> header() throws IOException {
        List<String> header = parser.next();
        if (header == null) {
            throw new FileFault("it is empty: not even a header");
        }
        return header.stream().map(String::strip).toList();
    }

    private static void refuseUnlessAllThere(List<String> header, List<String> columns) throws FileFault {
        List<String> missing =
                columns.stream().filter(column -> !header.contains(column)).toList();
        if (!missing.isEmpty()) {
            throw new FileFault("column " + String.join(", ", missing) + " is missing; its header has "
                    + String.join(", ", header));
        }
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new FileFault("column " + name + " stands twice in its header");
            }
        }
    }
}
