package io.penstock.features.ingest;

import static io.penstock.features.ingest.BatchStatus.BLOCKED;
import static io.penstock.features.ingest.BatchStatus.MISSING;
import static io.penstock.features.ingest.BatchStatus.NOTHING_TO_DO;
import static io.penstock.features.ingest.BatchStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import io.penstock.features.Mode;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {
    private static final String DAY = "2024-03-01";
    private static final String NEXT = "2024-03-02";
    private static final String FILE = "data/2024-03-01.csv";
    private static final String NEXT_FILE = "data/2024-03-02.csv";
    private static final String HEADER = "id,sensor,value,at\n";
    private static final String ROW = "1,a,0.5,2024-03-01 10:00:00\n";
    private static final String BAD_ROW = "2,a,x,2024-03-01 10:00:00\n";

    @TempDir
    private Path folder;

    @Test
    void goodRowsArePublishedWithTheirTimesAndProvenance() {
        Project project = new Project(folder).file(FILE, HEADER + ROW + "2,NA,,2024-03-01T11:00:00Z\n");

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome)
                .isEqualTo(new BatchOutcome(DAY, OK, new Counts(2, 2, 0, 0, 0), List.of(), List.of(), List.of()));
        assertThat(project.published(
                        "readings",
                        "id",
                        "sensor",
                        "value",
                        "cast(event_timestamp as string) event",
                        "cast(created_timestamp as string) created",
                        "batch",
                        "file",
                        "row_number"))
                .containsExactly(
                        RowFactory.create(1, "a", 0.5, "2024-03-01 10:00:00", "2024-03-01 10:00:00", DAY, FILE, 1L),
                        RowFactory.create(2, null, null, "2024-03-01 11:00:00", "2024-03-01 11:00:00", DAY, FILE, 2L));
    }

    @Test
    void onlyWhatChangedIsReadAgainAndReplacesItsBatchAlone() {
        Project project = new Project(folder)
                .file(FILE, HEADER + ROW + BAD_ROW)
                .file(NEXT_FILE, HEADER + "7,a,0.5,2024-03-02 10:00:00\n");
        project.ingest(DAY, NEXT);

        IngestOutcome same = project.ingest(DAY, NEXT);
        assertThat(same.nothingToDo()).isTrue();
        assertThat(same.filesRead()).isZero();
        assertThat(same.sources().get(0).batches().get(0).counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));

        project.file(FILE, HEADER + "3,b,0.5,2024-03-01 10:00:00\n");
        IngestOutcome changed = project.ingest(DAY, NEXT);
        assertThat(changed.filesRead()).isEqualTo(1);
        assertThat(changed.sources().get(0).changed()).containsExactly(DAY);
        assertThat(changed.sources().get(0).batches().get(1).status()).isEqualTo(NOTHING_TO_DO);
        assertThat(project.published("readings", "id")).containsExactly(RowFactory.create(3), RowFactory.create(7));
        assertThat(project.quarantined("readings", "raw")).isEmpty();

        project.remove(FILE);
        assertThat(project.ingestOne(DAY).status()).isEqualTo(MISSING);
        assertThat(project.published("readings", "id")).hasSize(2);
    }

    @Test
    void blockedBatchIsTriedAgainUntilItsFileIsMendedAndLeavesWhatWasPublished() {
        Project project = new Project(folder).file(FILE, HEADER + ROW);
        project.ingest(DAY);
        project.file(FILE, HEADER + ROW + ROW);

        assertThat(project.ingestOne(DAY).status()).isEqualTo(BLOCKED);
        assertThat(project.ingestOne(DAY).status()).isEqualTo(BLOCKED);
        assertThat(project.published("readings", "id")).containsExactly(RowFactory.create(1));
        assertThat(project.quarantined("readings", "row_number")).hasSize(2);

        project.file(FILE, HEADER + ROW);
        assertThat(project.ingestOne(DAY).status()).isEqualTo(OK);
        assertThat(project.quarantined("readings", "raw")).isEmpty();
        assertThat(project.ingestOne(DAY).status()).isEqualTo(NOTHING_TO_DO);
    }

    @Test
    void changedDefinitionTakesTheBatchAnew() {
        Project project = new Project(folder).file(FILE, HEADER + ROW);
        project.ingest(DAY);

        project.with(Project.source("readings", List.of("id", "value"), "value > 1", "at", null, Mode.KEYED));
        SourceOutcome outcome = project.ingest(DAY).sources().get(0);

        assertThat(outcome.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
        assertThat(project.published("readings", "id")).isEmpty();
    }

    @Test
    void batchThatTheFeedCannotHaveIsRefused() {
        Project project = new Project(folder);

        assertThatThrownBy(() -> project.ingest("2023-12-31"))
                .isInstanceOf(UserError.class)
                .hasMessage("feed readings ((no file)) starts with 2024-01-01; it has no batch 2023-12-31");
        assertThatThrownBy(() -> project.ingest("monday"))
                .isInstanceOf(UserError.class)
                .hasMessage("\"monday\" is no batch of feed readings; write a day such as 2013-01-31");
    }
}
