package io.penstock.features.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records of a CSV text as RFC 4180 has it: comma, fields in quotes may hold commas, line ends and doubled
 * quotes.
 *
 * <p>Beyond the RFC: a record ends at LF or CRLF, also mixed; a byte order mark is skipped; empty lines are skipped; a quote
 * inside an unquoted field stands for itself; fields are not trimmed; every other character is data, NUL too. Text after
 * a closing quote makes the record malformed. A quote that is never closed, or a field above 64 Mi characters, leaves no way
 * to tell the records: a {@link FileFault}.
 */
final class CsvParser {
    private static final int LONGEST_FIELD = 64 << 20;
    private static final int END = -1;

    private final Reader text;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int limit;

    private final StringBuilder field = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private boolean quoted;
    private boolean textAfterQuote;
    private long records;
    private long line = 1;
    private long lineOfRecord;

    CsvParser(Reader text) throws IOException {
        this.text = text;
        if (peek() == '\uFEFF') {
            position++;
        }
    }

    /** The fields of the next record, or null after the last. */
    List<String> next() throws IOException {
        skipEmptyLines();
        if (peek() == END) {
            return null;
        }
        fields.clear();
        textAfterQuote = false;
        lineOfRecord = line;
        while (readField() == ',') {
            continue;
        }
        records++;
        return fields;
    }

    /** Whether the last record held text after a closing quote. */
    boolean malformed() {
        return textAfterQuote;
    }

    /** The line of the file on which the last record begins, counted from 1. */
    long line() {
        return lineOfRecord;
    }

    private void skipEmptyLines() throws IOException {
        for (int c = peek(); c == '\n' || c == '\r' && followedByLineFeed(); c = peek()) {
            position += c == '\n' ? 1 : 2;
            line++;
        }
    }

    /** Adds a field and returns what ended it: a comma, a line feed or the end of the text. */
    private int readField() throws IOException {
        field.setLength(0);
        quoted = peek() == '"';
        if (quoted) {
            position++;
            readQuoted();
        }
        int end = readPlain();
        fields.add(field.toString());
        return end;
    }

    private void readQuoted() throws IOException {
        while (true) {
            int from = position;
            while (position < limit && buffer[position] != '"') {
                line += buffer[position++] == '\n' ? 1 : 0;
            }
            append(from);
            int c = peek();
            if (c == END) {
                throw new FileFault("a quote opened in row " + records + " is never closed");
            }
            if (c == '"') {
                position++;
                if (peek() != '"') {
                    return;
                }
                field.append('"');
                position++;
            }
        }
    }

    private int readPlain() throws IOException {
        int length = field.length();
        while (true) {
            int from = position;
            while (position < limit && isPlain(buffer[position])) {
                position++;
            }
            append(from);
            int c = peek();
            if (c == '\r' && !followedByLineFeed()) {
                field.append('\r');
                position++;
            } else if (c == '\r') {
                position++;
            } else if (c == END || !isPlain((char) c)) {
                position += c == END ? 0 : 1;
                line += c == '\n' ? 1 : 0;
                textAfterQuote |= quoted && field.length() > length;
                return c;
            }
        }
    }

    private static boolean isPlain(char c) {
        return c != ',' && c != '\n' && c != '\r';
    }

    private void append(int from) throws FileFault {
        field.append(buffer, from, position - from);
        if (field.length() > LONGEST_FIELD) {
            throw new FileFault("a field of row " + records + " is longer than " + LONGEST_FIELD
                    + " characters; is a quote left open?");
        }
    }

    /** Whether the carriage return at hand is half of a line end. */
    private boolean followedByLineFeed() throws IOException {
        if (position + 1 == limit) {
            buffer[0] = buffer[position];
            position = 0;
            limit = 1 + Math.max(0, text.read(buffer, 1, buffer.length - 1));
        }
        return position + 1 < limit && buffer[position + 1] == '\n';
    }

    private int peek() throws IOException {
        if (position == limit) {
            int read = text.read(buffer, 0, buffer.length);
            position = 0;
            limit = Math.max(0, read);
        }
        return position < limit ? buffer[position] : END;
    }
}
