package io.penstock.features.ingest;

import static io.penstock.features.ingest.BatchStatus.BLOCKED;
import static io.penstock.features.ingest.BatchStatus.MISSING;
import static io.penstock.features.ingest.BatchStatus.NOTHING_TO_DO;
import static io.penstock.features.ingest.BatchStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.features.Format;
import io.penstock.lake.MetaTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFaultsTest {
    private static final String DAY = "2024-03-01";
    private static final String NEXT = "2024-03-02";
    private static final String FILE = "data/2024-03-01.csv";
    private static final String HEADER = "id,sensor,value,at\n";

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void project() {
        project = new Project(folder);
    }

    @Test
    void headerWithoutADeclaredColumnBlocksTheBatchAndItsRowsGoToQuarantine() {
        project.file(FILE, "id,sensor,at\n1,a,2024-03-01 10:00:00\n");

        assertBlocked(
                project.ingestOne(DAY),
                0,
                "file data/2024-03-01.csv: column value is missing; its header has id, sensor, at");
    }

    @Test
    void columnOfWhichNoValueIsOfItsTypeBlocksTheBatch() {
        project.file(FILE, HEADER + "1,a,low,2024-03-01 10:00:00\n2,a,NA,2024-03-01 10:00:00\n3,b,high,2024-03-01 11:00:00\n");

        assertBlocked(
                project.ingestOne(DAY),
                3,
                "column value is not of type double in any of its 2 values: e.g. 'high' is not of type double");
        assertThat(project.quarantined("readings", "raw", "reasons[0].check_name", "reasons[0].column_name", "row_number"))
                .contains(RowFactory.create(
                        "{\"id\":\"2\",\"sensor\":\"a\",\"value\":null,\"at\":\"2024-03-01 10:00:00\"}", "type", "value", 2L));
    }

    @Test
    void oneValueOfAWrongTypeQuarantinesItsRow() {
        project.file(FILE, HEADER + "1,a,low,2024-03-01 10:00:00\n2,a,1.5,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
        assertThat(project.quarantined("readings", "reasons")).first().satisfies(row -> assertThat(row.getList(0))
                .containsExactly(RowFactory.create("type", "value", "'low' is not of type double")));
    }

    @Test
    void newColumnIsWarnedOfAndKeptInRawRows() {
        project.file(FILE, "id,unit,sensor,value,at\n1,C,a,0.5,2024-03-01 10:00:00\n2,F,a,0.5,\n");

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome.status()).isEqualTo(OK);
        assertThat(outcome.warnings())
                .containsExactly("columns: file data/2024-03-01.csv has columns that the feed does not declare: unit");
        assertThat(project.records(MetaTable.CHECKS, "check_name = 'columns'", "slice", "verdict", "observed"))
                .containsExactly(RowFactory.create(DAY, "warned", "new: unit"));
        assertThat(project.quarantined("readings", "raw"))
                .containsExactly(RowFactory.create(
                        "{\"id\":\"2\",\"sensor\":\"a\",\"value\":\"0.5\",\"at\":null,\"unit\":\"F\"}"));
    }

    @Test
    void gzipCutOffBlocksItsBatchAndTheOthersGoThrough() {
        project.with(Project.feed(Format.CSV, "data/{batch}.csv.gz", Map.of()));
        byte[] whole = Project.gzip(HEADER + "1,a,0.5,2024-03-01 10:00:00\n".repeat(5000));
        project.file("data/2024-03-01.csv.gz", Arrays.copyOf(whole, whole.length - 20));
        project.file("data/2024-03-02.csv.gz", Project.gzip(HEADER + "1,a,0.5,2024-03-02 10:00:00\n"));

        SourceOutcome outcome = project.ingest(DAY, NEXT).sources().get(0);

        assertThat(outcome.batches().get(0).status()).isEqualTo(BLOCKED);
        assertThat(outcome.batches().get(0).reasons().get(0))
                .startsWith("file data/2024-03-01.csv.gz: it is cut off or corrupt after row ");
        assertThat(outcome.batches().get(1).status()).isEqualTo(OK);
        assertThat(outcome.changed()).containsExactly(NEXT);
    }

    @Test
    void gzipThatIsNoneBlocksTheBatch() {
        project.with(Project.feed(Format.CSV, "data/{batch}.csv.gz", Map.of()));
        project.file("data/2024-03-01.csv.gz", HEADER + "1,a,0.5,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).reasons().get(0))
                .startsWith("file data/2024-03-01.csv.gz: it is cut off or corrupt after row 0: ");
    }

    @Test
    void fileOfZeroBytesBlocksTheBatch() {
        project.file(FILE, "");

        assertBlocked(project.ingestOne(DAY), 0, "file data/2024-03-01.csv: it has 0 bytes");
    }

    @Test
    void fileOfNothingButABlankLineBlocksTheBatch() {
        project.file(FILE, "\n");

        assertBlocked(project.ingestOne(DAY), 0, "file data/2024-03-01.csv: it is empty: not even a header");
    }

    @Test
    void bytesThatAreNoUtf8BlockTheBatch() {
        project.file(FILE, (HEADER + "1,caf\u00e9,0.5,2024-03-01 10:00:00\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(project.ingestOne(DAY).reasons().get(0))
                .startsWith("file data/2024-03-01.csv: it is not UTF-8, soon after row ");
    }

    @Test
    void headerWithoutRowsIsABatchOfNoRows() {
        project.file(FILE, HEADER);

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome).isEqualTo(new BatchOutcome(DAY, OK, Counts.NONE, List.of(), List.of()));
        assertThat(project.lake.slices(project.lake.at("sources/readings")).get(DAY).rows()).isZero();
        assertThat(project.ingestOne(DAY).status()).isEqualTo(NOTHING_TO_DO);
    }

    @Test
    void absentFileIsMissingAndWhatWasPublishedStays() {
        project.file(FILE, HEADER + "1,a,0.5,2024-03-01 10:00:00\n").ingest(DAY);
        project.remove(FILE);

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome.status()).isEqualTo(MISSING);
        assertThat(outcome.reasons()).containsExactly("there is no file data/2024-03-01.csv");
        assertThat(project.published("readings", "id")).hasSize(1);
    }

    @Test
    void rowWithAWrongNumberOfFieldsIsMalformedAndTheOthersStand() {
        project.file(FILE, HEADER + "1,a,0.5,2024-03-01 10:00:00\n2,a\n3,a,0.5,2024-03-01 10:00:00,x\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(3, 1, 2, 0, 0));
        assertThat(project.quarantined("readings", "raw", "size(reasons)", "reasons[0].check_name", "reasons[0].message"))
                .containsExactly(
                        RowFactory.create(
                                "{\"fields\":[\"2\",\"a\"]}", 1, "malformed", "the header has 4 fields, this row 2"),
                        RowFactory.create(
                                "{\"fields\":[\"3\",\"a\",\"0.5\",\"2024-03-01 10:00:00\",\"x\"]}",
                                1,
                                "malformed",
                                "the header has 4 fields, this row 5"));
    }

    @Test
    void changedFileReplacesItsBatchAlone() {
        project.file(FILE, HEADER + "1,a,0.5,2024-03-01 10:00:00\n2,a,x,2024-03-01 10:00:00\n")
                .file("data/2024-03-02.csv", HEADER + "7,a,0.5,2024-03-02 10:00:00\n")
                .ingest(DAY, NEXT);
        project.file(FILE, HEADER + "3,b,0.5,2024-03-01 10:00:00\n");

        SourceOutcome outcome = project.ingest(DAY, NEXT).sources().get(0);

        assertThat(outcome.changed()).containsExactly(DAY);
        assertThat(outcome.batches().get(1).status()).isEqualTo(NOTHING_TO_DO);
        assertThat(project.published("readings", "id")).containsExactly(RowFactory.create(3), RowFactory.create(7));
        assertThat(project.quarantined("readings", "raw")).isEmpty();
    }

    @Test
    void rowsGivenTwiceBlockTheBatchAndCorrectingTheFileHealsIt() {
        String row = "1,a,0.5,2024-03-01 10:00:00\n";
        project.file(FILE, HEADER + row + row);

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome.status()).isEqualTo(BLOCKED);
        assertThat(outcome.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2));
        assertThat(outcome.reasons()).hasSize(1).first().asString().contains("unique(key)");
        assertThat(project.quarantined("readings", "reasons[0].check_name"))
                .containsExactly(RowFactory.create("unique(key)"), RowFactory.create("unique(key)"));
        assertThat(project.ingestOne(DAY).status()).isEqualTo(BLOCKED);

        project.file(FILE, HEADER + row);

        assertThat(project.ingestOne(DAY).status()).isEqualTo(OK);
        assertThat(project.quarantined("readings", "raw")).isEmpty();
        assertThat(project.published("readings", "id")).containsExactly(RowFactory.create(1));
    }

    @Test
    void blockedChangeLeavesWhatWasPublishedAndTheOldFileHealsTheLedger() {
        String row = "1,a,0.5,2024-03-01 10:00:00\n";
        project.file(FILE, HEADER + row).ingest(DAY);
        project.file(FILE, HEADER + row + row).ingest(DAY);
        assertThat(project.published("readings", "id")).containsExactly(RowFactory.create(1));
        project.file(FILE, HEADER + row);

        assertThat(project.ingestOne(DAY).status()).isEqualTo(OK);
        assertThat(project.quarantined("readings", "raw")).isEmpty();
        assertThat(project.ingestOne(DAY).status()).isEqualTo(NOTHING_TO_DO);
    }

    @Test
    void fileThatChangesWhileItIsReadFailsTheRunWorthRetrying() {
        project.file(FILE, HEADER + "1,a,0.5,2024-03-01 10:00:00\n");
        FeedFile stale = new FeedFile(DAY, FILE, folder.resolve(FILE).toUri().toString(), 1, 0, "0".repeat(64));
        FileFacts now = new FileFacts(DAY, FILE, 1, "1".repeat(64), null, List.of(), List.of());

        assertThatThrownBy(() -> FeedIngest.refuseChanged(new Survey(List.of(now), List.of()), List.of(stale)))
                .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.retryable()).isTrue())
                .hasMessage("file data/2024-03-01.csv changed while it was read; nothing was published, run it again");
    }

    private static void assertBlocked(BatchOutcome outcome, long rows, String reason) {
        assertThat(outcome)
                .isEqualTo(new BatchOutcome(DAY, BLOCKED, new Counts(rows, 0, 0, 0, rows), List.of(reason), List.of()));
    }
}
