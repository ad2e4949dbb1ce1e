package io.penstock.features.ingest;

import static io.penstock.features.ingest.BatchStatus.BLOCKED;
import static io.penstock.features.ingest.BatchStatus.MISSING;
import static io.penstock.features.ingest.BatchStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.features.Format;
import io.penstock.lake.MetaTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One fault a batch, all of them taken in one pass. */
class FeedFaultsTest {
    private static final String SOUND = "2024-03-01";
    private static final String COLUMN_MISSING = "2024-03-02";
    private static final String COLUMN_OF_WRONG_TYPE = "2024-03-03";
    private static final String VALUE_OF_WRONG_TYPE = "2024-03-04";
    private static final String NEW_COLUMN = "2024-03-05";
    private static final String CUT_OFF = "2024-03-06";
    private static final String NO_GZIP = "2024-03-07";
    private static final String ZERO_BYTES = "2024-03-08";
    private static final String BLANK = "2024-03-09";
    private static final String NO_UTF8 = "2024-03-10";
    private static final String HEADER_ONLY = "2024-03-11";
    private static final String ABSENT = "2024-03-12";
    private static final String MALFORMED_ROWS = "2024-03-13";
    private static final String ROWS_TWICE = "2024-03-14";
    private static final String OPEN_QUOTE = "2024-03-15";
    private static final String COLUMN_TWICE = "2024-03-16";

    private static final String HEADER = "id,sensor,value,at\n";

    @TempDir
    private static Path folder;

    private static Project project;
    private static Map<String, BatchOutcome> outcomes;

    @BeforeAll
    static void ingestAll() {
        project = new Project(folder).with(Project.feed(Format.CSV, "data/{batch}.csv.gz", Map.of()));
        file(SOUND, HEADER + "1,a,0.5," + at(SOUND));
        file(COLUMN_MISSING, "id,sensor,at\n1,a," + at(COLUMN_MISSING));
        file(
                COLUMN_OF_WRONG_TYPE,
                HEADER + "1,a,low," + at(COLUMN_OF_WRONG_TYPE) + "2,a,NA," + at(COLUMN_OF_WRONG_TYPE) + "3,b,high,"
                        + at(COLUMN_OF_WRONG_TYPE));
        file(VALUE_OF_WRONG_TYPE, HEADER + "1,a,low," + at(VALUE_OF_WRONG_TYPE) + "2,a,1.5," + at(VALUE_OF_WRONG_TYPE));
        file(NEW_COLUMN, "id,unit,sensor,value,at\n1,C,a,0.5," + at(NEW_COLUMN) + "2,F,a,0.5,\n");
        byte[] whole = Project.gzip(HEADER + ("1,a,0.5," + at(CUT_OFF)).repeat(5000));
        project.file(path(CUT_OFF), Arrays.copyOf(whole, whole.length - 20));
        project.file(path(NO_GZIP), HEADER + "1,a,0.5," + at(NO_GZIP));
        project.file(path(ZERO_BYTES), "");
        file(BLANK, "\n");
        project.file(
                path(NO_UTF8),
                Project.gzip((HEADER + "1,caf\u00e9,0.5," + at(NO_UTF8)).getBytes(StandardCharsets.ISO_8859_1)));
        file(HEADER_ONLY, HEADER);
        file(MALFORMED_ROWS, HEADER + "1,a,0.5," + at(MALFORMED_ROWS) + "2,a\n" + "3,a,0.5,x," + at(MALFORMED_ROWS));
        file(ROWS_TWICE, HEADER + ("1,a,0.5," + at(ROWS_TWICE)).repeat(2));
        file(
                OPEN_QUOTE,
                HEADER + "1,a,0.5," + at(OPEN_QUOTE) + "2,\"b,0.5," + at(OPEN_QUOTE) + "3,c,0.5," + at(OPEN_QUOTE));
        file(COLUMN_TWICE, "id,sensor,value,at,id\n");
        List<String> batches = new ArrayList<>();
        for (int day = 1; day <= 16; day++) {
            batches.add(String.format("2024-03-%02d", day));
        }
        outcomes = project.ingest(batches.toArray(String[]::new)).sources().get(0).batches().stream()
                .collect(Collectors.toMap(BatchOutcome::batch, batch -> batch));
    }

    @Test
    void soundBatchGoesThroughBesideBrokenOnes() {
        assertThat(outcomes.get(SOUND))
                .isEqualTo(new BatchOutcome(SOUND, OK, new Counts(1, 1, 0, 0, 0), List.of(), List.of(), List.of()));
        assertThat(project.published("readings", "batch").stream()
                        .map(row -> row.getString(0))
                        .distinct())
                .containsExactly(SOUND, VALUE_OF_WRONG_TYPE, NEW_COLUMN, MALFORMED_ROWS);
    }

    @Test
    void headerWithoutADeclaredColumnBlocks() {
        assertBlocked(COLUMN_MISSING, 0, "column value is missing; its header has id, sensor, at");
    }

    @Test
    void headerWithAColumnTwiceBlocks() {
        assertBlocked(COLUMN_TWICE, 0, "column id stands twice in its header");
    }

    @Test
    void columnOfWhichNoValueIsOfItsTypeBlocksAndItsRowsGoToQuarantine() {
        BatchOutcome outcome = outcomes.get(COLUMN_OF_WRONG_TYPE);
        assertThat(outcome.counts()).isEqualTo(new Counts(3, 0, 0, 0, 3));
        assertThat(outcome.reasons())
                .containsExactly(
                        "column value is not of type double in any of its 2 values: e.g. 'high' is not of type double");
        assertThat(quarantined(
                        COLUMN_OF_WRONG_TYPE, "raw", "reasons[0].check_name", "reasons[0].column_name", "row_number"))
                .hasSize(3)
                .contains(RowFactory.create(
                        "{\"id\":\"2\",\"sensor\":\"a\",\"value\":null,\"at\":\"2024-03-03 10:00:00\"}",
                        "type",
                        "value",
                        2L));
    }

    @Test
    void oneValueOfAWrongTypeQuarantinesItsRow() {
        assertThat(outcomes.get(VALUE_OF_WRONG_TYPE).counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
        assertThat(quarantined(VALUE_OF_WRONG_TYPE, "reasons")).first().satisfies(row -> assertThat(row.getList(0))
                .containsExactly(RowFactory.create("type", "value", "'low' is not of type double")));
    }

    @Test
    void newColumnIsWarnedOfAndKeptInRawRows() {
        assertThat(outcomes.get(NEW_COLUMN).status()).isEqualTo(OK);
        assertThat(outcomes.get(NEW_COLUMN).warnings())
                .containsExactly(
                        "columns: file data/2024-03-05.csv.gz has columns that the feed does not declare: unit");
        assertThat(project.records(MetaTable.CHECKS, "check_name = 'columns'", "slice", "verdict", "observed"))
                .containsExactly(RowFactory.create(NEW_COLUMN, "warned", "new: unit"));
        assertThat(quarantined(NEW_COLUMN, "raw"))
                .containsExactly(RowFactory.create(
                        "{\"id\":\"2\",\"sensor\":\"a\",\"value\":\"0.5\",\"at\":null,\"unit\":\"F\"}"));
    }

    @Test
    void gzipCutOffBlocks() {
        BatchOutcome outcome = outcomes.get(CUT_OFF);
        assertThat(outcome.status()).isEqualTo(BLOCKED);
        assertThat(outcome.reasons().get(0))
                .startsWith("file data/2024-03-06.csv.gz: it is cut off or corrupt after row "
                        + outcome.counts().blocked());
        assertThat(quarantined(CUT_OFF, "raw")).hasSize((int) outcome.counts().blocked());
    }

    @Test
    void gzipThatIsNoneBlocks() {
        assertThat(outcomes.get(NO_GZIP).reasons().get(0))
                .startsWith("file data/2024-03-07.csv.gz: it is cut off or corrupt after row 0: ");
    }

    @Test
    void fileOfZeroBytesBlocks() {
        assertBlocked(ZERO_BYTES, 0, "it has 0 bytes");
    }

    @Test
    void fileWithoutEvenAHeaderBlocks() {
        assertBlocked(BLANK, 0, "it is empty: not even a header");
    }

    @Test
    void bytesThatAreNoUtf8Block() {
        assertBlocked(NO_UTF8, 0, "it is not UTF-8, soon after row 0");
    }

    @Test
    void quoteThatIsNeverClosedBlocks() {
        assertBlocked(OPEN_QUOTE, 1, "a quote opened in row 2 is never closed");
    }

    @Test
    void headerWithoutRowsIsABatchOfNoRows() {
        assertThat(outcomes.get(HEADER_ONLY))
                .isEqualTo(new BatchOutcome(HEADER_ONLY, OK, Counts.NONE, List.of(), List.of(), List.of()));
        assertThat(project.lake
                        .slices(project.lake.at("sources/readings"))
                        .get(HEADER_ONLY)
                        .rows())
                .isZero();
    }

    @Test
    void absentFileIsMissing() {
        assertThat(outcomes.get(ABSENT))
                .isEqualTo(new BatchOutcome(
                        ABSENT,
                        MISSING,
                        Counts.NONE,
                        List.of("there is no file data/2024-03-12.csv.gz"),
                        List.of(),
                        List.of()));
    }

    @Test
    void rowWithAWrongNumberOfFieldsIsMalformedAndTheOthersStand() {
        assertThat(outcomes.get(MALFORMED_ROWS).counts()).isEqualTo(new Counts(3, 1, 2, 0, 0));
        assertThat(outcomes.get(MALFORMED_ROWS).refusals())
                .containsExactly("2 of 3 rows are in quarantine for malformed");
        assertThat(quarantined(MALFORMED_ROWS, "raw", "size(reasons)", "reasons[0].check_name", "reasons[0].message"))
                .containsExactly(
                        RowFactory.create(
                                "{\"fields\":[\"2\",\"a\"]}", 1, "malformed", "the header has 4 fields, this row 2"),
                        RowFactory.create(
                                "{\"fields\":[\"3\",\"a\",\"0.5\",\"x\",\"2024-03-13 10:00:00\"]}",
                                1,
                                "malformed",
                                "the header has 4 fields, this row 5"));
    }

    @Test
    void rowsGivenTwiceBlockWithTheKeyAsReason() {
        BatchOutcome outcome = outcomes.get(ROWS_TWICE);
        assertThat(outcome.status()).isEqualTo(BLOCKED);
        assertThat(outcome.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2));
        assertThat(outcome.reasons()).hasSize(1).first().asString().contains("unique(key)");
        assertThat(quarantined(ROWS_TWICE, "reasons[0].check_name"))
                .containsExactly(RowFactory.create("unique(key)"), RowFactory.create("unique(key)"));
    }

    @Test
    void ledgerTellsOfEveryBatchThatWasRead() {
        assertThat(project.records(
                        MetaTable.BATCHES,
                        "rows_read <> rows_good + rows_quarantined + rows_filtered + rows_blocked",
                        "batch"))
                .isEmpty();
        assertThat(project.records(MetaTable.BATCHES, "source = 'readings'", "batch", "status"))
                .hasSize(15)
                .contains(RowFactory.create(SOUND, "ok"), RowFactory.create(ROWS_TWICE, "blocked"));
    }

    @Test
    void fileThatChangesWhileItIsReadFailsTheRunWorthRetrying() {
        FeedFile stale = new FeedFile(SOUND, path(SOUND), "file:/x", 1, 0, "0".repeat(64));
        FileFacts now = new FileFacts(SOUND, path(SOUND), 1, "1".repeat(64), null, List.of(), List.of());

        assertThatThrownBy(() -> FeedIngest.refuseChanged(new Survey(List.of(now), List.of()), List.of(stale)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.retryable()).isTrue())
                .hasMessage(
                        "file data/2024-03-01.csv.gz changed while it was read; nothing was published, run it again");
    }

    private static void file(String batch, String text) {
        project.file(path(batch), Project.gzip(text));
    }

    private static String path(String batch) {
        return "data/" + batch + ".csv.gz";
    }

    private static String at(String batch) {
        return batch + " 10:00:00\n";
    }

    private static List<Row> quarantined(String batch, String... columns) {
        return project.lake
                .read(project.lake.at("quarantine/readings"))
                .filter("batch = '" + batch + "'")
                .orderBy("row_number")
                .selectExpr(columns)
                .collectAsList();
    }

    private static void assertBlocked(String batch, long rows, String reason) {
        assertThat(outcomes.get(batch))
                .isEqualTo(new BatchOutcome(
                        batch,
                        BLOCKED,
                        new Counts(rows, 0, 0, 0, rows),
                        List.of("file " + path(batch) + ": " + reason),
                        List.of(),
                        List.of()));
    }
}
