package io.penstock.features.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvParserTest {
    @Test
    void commasLineEndsAndDoubledQuotesInQuotesAreData() throws IOException {
        assertThat(parse("a,\"b,1\",\"c\n2\",\"d\r\n3\",\"say \"\"hi\"\"\"\n"))
                .containsExactly(List.of("a", "b,1", "c\n2", "d\r\n3", "say \"hi\""));
    }

    @Test
    void lineEndsMayBeMixedAndTheLastOneMayLack() throws IOException {
        assertThat(parse("a,b\r\nc,d\ne,f")).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"));
    }

    @Test
    void emptyLinesAreSkippedAndEmptyFieldsAreNot() throws IOException {
        assertThat(parse("a,b\n\n\r\n,\n\n")).containsExactly(List.of("a", "b"), List.of("", ""));
    }

    @Test
    void byteOrderMarkIsSkippedOnlyAtTheStart() throws IOException {
        assertThat(parse("\uFEFFa\n\uFEFFb\n")).containsExactly(List.of("a"), List.of("\uFEFFb"));
    }

    @Test
    void loneCarriageReturnNulAndQuoteInsideAFieldAreData() throws IOException {
        assertThat(parse("a\rb,c\u0000d,5\" pipe\n")).containsExactly(List.of("a\rb", "c\u0000d", "5\" pipe"));
    }

    @Test
    void textAfterAClosingQuoteMakesThatRecordAloneMalformed() throws IOException {
        CsvParser parser = new CsvParser(new StringReader("\"a\"b,c\n\"d\",e\n"));
        assertThat(parser.next()).containsExactly("ab", "c");
        assertThat(parser.malformed()).isTrue();
        assertThat(parser.next()).containsExactly("d", "e");
        assertThat(parser.malformed()).isFalse();
    }

    @Test
    void quoteNeverClosedEndsTheFileWithTheRow() {
        assertThatThrownBy(() -> parse("a\nb\n\"c\nd\n"))
                .isInstanceOf(FileFault.class)
                .hasMessage("a quote opened in row 2 is never closed");
    }

    @Test
    void whatIsWrittenIsReadWhereverTheBufferEnds() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<List<String>> records = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < 20; row++) {
                List<String> record = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    record.add(field(random));
                }
                records.add(record);
                text.append(String.join(
                                ",", record.stream().map(CsvParserTest::quoted).toList()))
                        .append(random.nextBoolean() ? "\n" : "\r\n");
            }
            assertThat(parse(new Dripping(text.toString(), random)))
                    .as("seed " + seed)
                    .isEqualTo(records);
        }
    }

    private static String field(Random random) {
        String alphabet = "ab,\"\n\r\u0000 é\uD83D\uDE00";
        StringBuilder field = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
            int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
            field.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
        }
        return field.toString();
    }

    private static String quoted(String field) {
        return "\"" + field.replace("\"", "\"\"") + "\"";
    }

    private static List<List<String>> parse(String text) throws IOException {
        return parse(new StringReader(text));
    }

    private static List<List<String>> parse(java.io.Reader text) throws IOException {
        CsvParser parser = new CsvParser(text);
        List<List<String>> records = new ArrayList<>();
        for (List<String> record = parser.next(); record != null; record = parser.next()) {
            records.add(List.copyOf(record));
        }
        return records;
    }

    /** Gives a few characters at a time. */
    private static final class Dripping extends FilterReader {
        private final Random random;

        Dripping(String text, Random random) {
            super(new StringReader(text));
            this.random = random;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(3)));
        }
    }
}
