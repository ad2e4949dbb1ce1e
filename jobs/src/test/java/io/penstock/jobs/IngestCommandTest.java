package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of batches. */
class IngestCommandTest {
    @TempDir
    Path temporary;

    private ShopProject project;

    @BeforeEach
    void copyTheProject() throws IOException {
        project = ShopProject.built(temporary.resolve("shops"));
    }

    @Test
    void whyRowsAreInQuarantineIsSaid() throws IOException {
        append("2024-01-06", "699,S1,1,5.0,0,2024-01-02T10:05:00Z,2024-01-06T10:20:00Z\n");

        assertThat(ingest(Exit.OK, "2024-01-06"))
                .contains("sources/orders@2: ok, in 17, out 16, quarantined 1")
                .contains("    2024-01-06: 1 of 17 rows are in quarantine for batch_span\n");
    }

    @Test
    void rowsOfBeforeStayInForceWhereABatchIsSentAgainAndBlocked() throws IOException {
        project.file("data/2024-01-05.csv", "no,header\n");

        assertThat(ingest(Exit.BLOCKED, "2024-01-05"))
                .contains("sources/orders@1: blocked", "    2024-01-05: its rows of before stay in force\n");
    }

    @Test
    void batchesOfAnotherDefinitionAreNamedUntilTheyAreMadeAnew() throws IOException {
        Path source = project.folder().resolve("sources/orders.yaml");
        Files.writeString(source, Files.readString(source) + "where: price < 100\n");
        String told = "batches made under another definition: 5, from 2024-01-01 to 2024-01-05; `penstock ingest orders"
                + " --from 2024-01-01 --to 2024-01-05` makes them anew";

        assertThat(ingest(Exit.OK, "2024-01-06")).containsOnlyOnce(told);
        assertThat(project.run(Exit.OK, "ingest", "orders", "--from", "2024-01-01", "--to", "2024-01-05"))
                .doesNotContain("another definition");
    }

    private void append(String day, String line) throws IOException {
        Path file = project.folder().resolve("data/" + day + ".csv");
        Files.writeString(file, Files.readString(file) + line);
    }

    private String ingest(Exit expected, String day) {
        return project.run(expected, "ingest", "--date", day);
    }
}
