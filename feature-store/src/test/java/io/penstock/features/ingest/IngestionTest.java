package io.penstock.features.ingest;

import static io.penstock.features.ingest.BatchStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {
    private static final String DAY = "2024-03-01";
    private static final String HEADER = "id,sensor,value,at\n";

    @TempDir
    private Path folder;

    @Test
    void goodRowsArePublishedWithTheirTimesAndProvenance() {
        Project project = new Project(folder)
                .file("data/2024-03-01.csv", HEADER + "1,a,0.5,2024-03-01 10:00:00\n2,NA,,2024-03-01T11:00:00Z\n");

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome).isEqualTo(new BatchOutcome(DAY, OK, new Counts(2, 2, 0, 0, 0), List.of(), List.of()));
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
                        RowFactory.create(
                                1, "a", 0.5, "2024-03-01 10:00:00", "2024-03-01 10:00:00", DAY, "data/2024-03-01.csv", 1L),
                        RowFactory.create(
                                2, null, null, "2024-03-01 11:00:00", "2024-03-01 11:00:00", DAY, "data/2024-03-01.csv", 2L));
    }

    @Test
    void sameFileAgainIsNothingToDo() {
        Project project = new Project(folder).file("data/2024-03-01.csv", HEADER + "1,a,0.5,2024-03-01 10:00:00\n");
        project.ingest(DAY);

        IngestOutcome again = project.ingest(DAY);

        assertThat(again.nothingToDo()).isTrue();
        assertThat(again.filesRead()).isZero();
        assertThat(again.sources().get(0).batches().get(0).counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    }
}
